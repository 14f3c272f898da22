// Step 17, as far as this page can: what the bundle says of itself beside the log.
// The figures are not computed here; the program does that.

const EXPORT = "data/export.json";
const FIGURES = "data/derived/figures.json";
const FIGURES_OCTETS_MAX = 2 ** 20;
const FORMAT = 1;
const EXPORT_KEYS = [
  "events", "format", "mode", "origin", "redacted", "rules", "scope", "software",
];

// What export.json says, or null; what is missing of it is taken for nothing.
async function readExport(container, { found, newer }) {
  try {
    const said = parseCanonical(await container.read(EXPORT));
    const format = isObject(said) && isIndex(said.format) ? said.format : 0;
    if (format > FORMAT) {
      newer.add(EXPORT, "export-format", { expected: FORMAT, found: format });
      return null;
    }
    const formed =
      hasKeys(said, EXPORT_KEYS) &&
      isObject(said.rules) &&
      Array.isArray(said.redacted) &&
      said.redacted.every((unit) => typeof unit === "string");
    if (!formed) throw new Fault("export-form");
    return said;
  } catch (fault) {
    found.addFault(EXPORT, fault);
    return null;
  }
}

// The units that the bundle may lack: none where what it says of them cannot be so.
const leftOut = (said) => (said && !redactionFault(said) ? said.redacted : []);

// Why what a bundle says of its redaction cannot be so; null where it can.
function redactionFault({ mode, redacted }) {
  if (mode !== (redacted.length ? "redacted" : "full")) return "export-mode";
  if (!redacted.every((unit, at) => at === 0 || redacted[at - 1] < unit)) {
    return "export-order";
  }
  const units = unitsOfAll();
  if (!redacted.every((unit) => units.has(unit))) return "export-unit";
  const lacksDigests = redacted.includes(`${ATTACHED}.digest`);
  return lacksDigests && !redacted.includes("documents") ? "export-digest" : null;
}

function unitsOfAll() {
  const units = new Set(["documents"]);
  for (const [type, { sealed, lists }] of Object.entries(TYPES)) {
    const listed = Object.entries(lists).flatMap(([list, names]) =>
      names.map((name) => `${list}/${name}`),
    );
    [...sealed, ...listed].forEach((slot) => units.add(`${type}.${slot}`));
  }
  return units;
}

function checkExport(said, { log, info }, { found, incomplete }) {
  if (said.scope !== "whole") {
    incomplete.add(EXPORT, "export-scope", { expected: "whole", found: said.scope });
  }
  const fault = redactionFault(said);
  if (fault) {
    found.add(EXPORT, fault, { found: `${shown(said.mode)}, ${shown(said.redacted)}` });
  }
  const rules = JSON.stringify(rulesOf(log));
  const pairs = [
    ["events", log.size, said.events],
    ["origin", log.opened?.origin ?? said.origin, said.origin],
    ["software", info?.agent ?? said.software, said.software],
    ["format", FORMAT, said.format],
    ["rules", log.isWhollyRead ? rules : null, JSON.stringify(said.rules)],
  ];
  for (const [field, expected, found_] of pairs) {
    if (expected !== null && expected !== found_) {
      found.add(EXPORT, "export-field", { args: [field], expected, found: found_ });
    }
  }
}

// The rule sets that the years of the log name, with their SHA-256.
function rulesOf(log) {
  const events = log.leaves.map((leaf) => leaf?.event);
  const opened = events.filter((event) => event?.type === "year-opened/1");
  const pairs = opened.map((event) => [event.rules, event.rules_sha256]);
  return Object.fromEntries(pairs.reverse().sort(([one], [other]) => (one < other ? -1 : 1)));
}

const rulesPath = (id) => `data/rules/${id}.toml`;

function checkRules(log, digests, found) {
  for (const [id, digest] of Object.entries(rulesOf(log))) {
    const path = rulesPath(id);
    if (digests.get(path) !== digest) {
      const sides = { expected: digest, found: digests.get(path) ?? "–" };
      found.add(path, "rules-other", sides);
    }
  }
}

function checkLabel(log, info, found) {
  if (info && log.opened && info.origin !== log.opened.origin) {
    const sides = { expected: log.opened.origin, found: info.origin };
    found.add(BAG_INFO, "label-origin", sides);
  }
}

// The figures by year, as the bundle gives them; null where they cannot be read.
async function readFigures(container, log, found) {
  if (!container.entries.has(FIGURES)) return null;
  const root = base64Of(await log.tree.root(log.size));
  const isLong = container.entries.get(FIGURES).size > FIGURES_OCTETS_MAX;
  const text = isLong ? "" : textOf(await container.read(FIGURES));
  let said;
  try {
    said = JSON.parse(text);
    if (canonical(said, DEPTH_MAX) !== text) throw new Fault("figures-canonical");
  } catch (fault) {
    if (fault instanceof Fault) found.add(FIGURES, "figures-canonical");
  }
  if (!isObject(said) || !Object.values(said).every(isObject)) {
    found.add(FIGURES, "figures-form");
    return null;
  }
  for (const [year, figures] of Object.entries(said)) {
    if (figures.root !== root || figures.events !== log.size) {
      const sides = { expected: `${log.size}, ${root}` };
      sides.found = `${shown(figures.events)}, ${shown(figures.root)}`;
      found.add(FIGURES, "figures-root", { args: [year], ...sides });
    }
  }
  return said;
}
