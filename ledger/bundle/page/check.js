// All steps of a bundle, one after the other. Whatever the file holds ends in findings.

const STEPS = ["container", "manifest", "log", "signature", "sealed", "claims"];
const LINES_OCTETS_MAX = 2 ** 28;
const LINES_MAX = 1_000_000;
const READ_BY_PAGE = [
  /^data\/(?:checkpoint(?:[.]cosigned)?|checkpoints\/.*|anchors\/.*|events[.]jsonl|disclosures[.]jsonl)$/,
  /^data\/(?:documents\/.*|rules\/.*|export[.]json|derived\/figures[.]json)$/,
  /^(?:bagit|bag-info|manifest-sha256|tagmanifest-sha256)[.]txt$/,
];

// What a check came to. `steps` says of each what was found, and whether it was made.
class Result {
  constructor(file) {
    this.name = file.name;
    this.octets = file.size;
    this.steps = Object.fromEntries(
      STEPS.map((step) => [step, { found: new Found(CODE[step]), state: "unchecked" }]),
    );
    this.other = new Found(CODE.surroundings);
    this.newer = new Found(CODE.surroundings);
    this.incomplete = new Found(CODE.incomplete);
  }

  // Sorted by code. What seems newer is not told where the log does not hold: nobody
  // should be sent for a newer page because of a damaged name.
  get findings() {
    const steps = Object.values(this.steps).map(({ found }) => found.list);
    const firm = [this.other.list, ...steps, this.incomplete.list].flat();
    const isUntrue = firm.some(({ code: number }) => number <= CODE.signature);
    const all = isUntrue ? firm : [...this.newer.list, ...firm];
    return all.sort((one, other) => one.code - other.code);
  }

  // "held", "broken", or "unchecked" where a step could not be made.
  get verdict() {
    const { findings } = this;
    if (findings.some((each) => !this.newer.list.includes(each))) return "broken";
    if (findings.length) return "unchecked";
    const states = Object.values(this.steps).map(({ state }) => state);
    return states.includes("unchecked") ? "unchecked" : "held";
  }

  settle(step, state = "held", more = []) {
    const founds = [this.steps[step].found, ...more];
    this.steps[step].state = founds.some(({ list }) => list.length) ? "broken" : state;
  }
}

async function check(file, { given, progress }) {
  const result = new Result(file);
  try {
    await runSteps(file, result, { given, progress });
  } catch (error) {
    const unreadable = error instanceof DOMException;
    result.other.code = unreadable ? CODE.surroundings : CODE.page;
    const key = unreadable ? "file-unreadable" : "page-error";
    result.other.add(file.name, key, { found: String(error) });
  }
  return result;
}

async function runSteps(file, result, { given, progress }) {
  const tick = (step) => (done, all) => progress(step, all ? done / all : 1);
  progress("container", 0);
  const source = await Source.of(file);
  const container = await openContainer(source, result.steps.container.found);
  result.settle("container");
  if (!container) return;
  result.container = container;
  result.hashable = canHash();
  if (!result.hashable) return;
  const bag = await checkBag(container, result.steps.manifest.found, tick("manifest"));
  result.settle("manifest", bag.unread.length ? "unchecked" : "held");
  Object.assign(result, { bag, unread: bag.unread });
  bag.unread.push(...(await tooLarge(container)));
  if (bag.unread.some((name) => !name.startsWith(DOCUMENTS))) return;
  await checkLog(result, tick);
  await checkSealed(result, tick);
  await checkClaims(result);
  await signAgain(result, given);
  result.aside = container
    .names()
    .filter((name) => !READ_BY_PAGE.some((form) => form.test(name)));
}

// Files of lines that are more than a browser holds in memory.
async function tooLarge(container) {
  const large = [];
  for (const name of [EVENTS, DISCLOSURES]) {
    const isLong = (container.entries.get(name)?.size ?? 0) > LINES_OCTETS_MAX;
    if (isLong || countLines(await container.read(name)) > LINES_MAX) large.push(name);
  }
  return large;
}

async function checkLog(result, tick) {
  const { container, steps } = result;
  const found = steps.log.found;
  result.log = await readLog(container, found, tick("log"));
  result.headFaults = new Found(CODE.signature);
  const founds = { content: found, signature: result.headFaults };
  result.heads = await readHeads(container, result.log, founds);
  for (const [type, n] of result.log.unknown) {
    result.newer.add(`${EVENTS}:${n + 1}`, "leaf-newer", { args: [type] });
  }
  const read = { container, log: result.log, digests: result.bag.digests };
  result.anchors = await readAnchors(read, { content: found, sealed: steps.sealed.found });
  result.root = base64Of(await result.log.tree.root(result.log.size));
  result.settle("log");
}

async function checkSealed(result, tick) {
  const { container, log, bag, steps } = result;
  const found = steps.sealed.found;
  const { newer } = result;
  result.said = await readExport(container, { found: steps.claims.found, newer });
  const gone = new Gone(log, leftOut(result.said), found);
  const disclosures = await readDisclosures(container, found, tick("sealed"));
  const values = checkDisclosures(log, disclosures, { gone, found });
  const read = { container, digests: bag.digests };
  const attached = checkDocuments({ log, values, gone }, read, found);
  Object.assign(result, { values, gone, attached });
  result.settle("sealed", log.isWhollyRead && !result.unread.length ? "held" : "unchecked");
}

async function checkClaims(result) {
  const { container, log, bag, said, steps } = result;
  const found = steps.claims.found;
  const { incomplete } = result;
  if (said) checkExport(said, { log, info: bag.info }, { found, incomplete });
  if (result.gone.there.size) {
    found.add(EXPORT, "export-there", { found: [...result.gone.there].join(", ") });
  }
  checkLabel(log, bag.info, found);
  checkRules(log, bag.digests, found);
  result.figures = await readFigures(container, log, found);
  const isNewer = !said && !found.list.length;
  result.settle("claims", isNewer ? "unchecked" : "held", [incomplete]);
}

// The signature step, which is made again when the verifier gives a key.
async function signAgain(result, given) {
  const found = new Found(CODE.signature);
  result.headFaults.list.forEach((each) => found.list.push(each));
  result.steps.signature.found = found;
  result.signing = await checkSignatures(result, given, found);
  const { able, named, grade } = result.signing;
  const none = grade === "UNSIGNED" && !named?.names;
  result.settle("signature", able ? (none ? "none" : "held") : "unchecked");
  result.given = given;
}
