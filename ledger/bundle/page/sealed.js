// Step 16: every sealed value is there once, and is the one that was committed to, or
// an event says that it was erased, or the bundle that it was left out.

const DISCLOSURES = "data/disclosures.jsonl";
const saltForm = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

// The disclosures by event and slot: value, commitment, line.
async function readDisclosures(container, found, tick) {
  const { lines, ended } = splitLines(await container.read(DISCLOSURES));
  if (!ended) found.add(DISCLOSURES, "lines-end");
  const read = [];
  let last = { n: -1, slot: "" };
  for (const [at, line] of lines.entries()) {
    const place = `${DISCLOSURES}:${at + 1}`;
    try {
      const said = readDisclosure(line);
      if (said.n < last.n || (said.n === last.n && said.slot <= last.slot)) {
        found.add(place, "disclosure-order", { found: `${said.n} ${said.slot}` });
      } else {
        read.push({ ...said, place, opening: openingOf(line) });
        last = said;
      }
    } catch (fault) {
      found.addFault(place, fault);
    }
    if (at % PARSED_AT_ONCE === 0) await pause();
  }
  const hashes = await sha256All(read.length, (at) => read[at].opening, tick);
  return byEvent(read, hashes);
}

function readDisclosure(line) {
  const said = parseCanonical(line);
  const { n, salt, slot, value } = said ?? {};
  const formed =
    hasKeys(said, ["n", "salt", "slot", "value"]) &&
    isIndex(n) &&
    typeof slot === "string" &&
    typeof salt === "string" &&
    (value === null || typeof value === "string");
  if (!formed) throw new Fault("disclosure-form");
  if (!saltForm.test(salt)) throw new Fault("disclosure-salt", { found: salt });
  return said;
}

// What was hashed: the line without its first field, which is the event's index.
function openingOf(line) {
  return joined(encoder.encode("{"), line.subarray(line.indexOf(0x2c) + 1));
}

function byEvent(read, hashes) {
  const events = new Map();
  for (const [at, { n, slot, value, place }] of read.entries()) {
    if (!events.has(n)) events.set(n, new Map());
    const commitment = base64Of(hashAt(hashes, at));
    events.get(n).set(slot, { value, place, commitment });
  }
  return events;
}

// The sealed values of each event by slot: `state` is shown, erased, redacted, wrong or
// missing. Disclosures of lines that are no leaf, or of unknown types, are passed over.
function checkDisclosures(log, disclosures, { gone, found }) {
  const values = new Map();
  const passed = new Set();
  for (const [at, leaf] of log.leaves.entries()) {
    if (!leaf || !typeOf(leaf)) {
      passed.add(leaf ? leaf.n : at);
      continue;
    }
    const given = disclosures.get(leaf.n) ?? new Map();
    const slots = new Map();
    for (const [slot, committed] of slotsOf(leaf)) {
      slots.set(slot, checkSlot(leaf, slot, { committed, given, gone, found }));
    }
    values.set(leaf.n, slots);
  }
  for (const [n, given] of disclosures) {
    for (const [slot, { place }] of passed.has(n) ? [] : given) {
      if (!values.get(n)?.has(slot)) {
        found.add(place, "disclosure-surplus", { args: [n + 1, slot] });
      }
    }
  }
  return values;
}

function checkSlot(leaf, slot, { committed, given, gone, found }) {
  const said = given.get(slot);
  if (said && said.commitment !== committed) {
    const sides = { expected: committed, found: said.commitment };
    found.add(said.place, "disclosure-other", { args: [slot, leaf.n + 1], ...sides });
    return { state: "wrong", value: said.value };
  }
  const why = gone.why(leaf, slot);
  if (said && why === "erased") {
    const place = gone.placeOf(leaf, slot);
    found.add(place, "erased-there", { args: [slot, leaf.n + 1], found: slot });
  }
  if (said && why === "redacted") gone.there.add(unitOf(leaf, slot));
  if (said) return { state: "shown", value: said.value };
  if (!why) found.add(DISCLOSURES, "disclosure-missing", { args: [slot, leaf.n + 1] });
  return { state: why ?? "missing", value: null };
}
