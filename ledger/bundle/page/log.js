// Step 12: every line is the leaf of its place, and all of them make the root.

const EVENTS = "data/events.jsonl";
const PARSED_AT_ONCE = 2000;

// The log as it was read: leaves (null where a line is none), lines, the tree, and the
// types that are not known, each with where it stands first.
class Log {
  constructor() {
    Object.assign(this, { lines: [], leaves: [], tree: null, unknown: new Map() });
  }

  get size() {
    return this.lines.length;
  }

  get opened() {
    const event = this.leaves[0]?.event;
    return event?.type === "book-opened/1" ? event : null;
  }

  get isWhollyRead() {
    return this.leaves.every((leaf) => leaf && typeOf(leaf));
  }
}

async function readLog(container, found, tick) {
  const log = new Log();
  const { lines, ended } = splitLines(await container.read(EVENTS));
  log.lines = lines;
  if (!ended) found.add(EVENTS, "lines-end");
  if (!lines.length) found.add(`${EVENTS}:1`, "log-empty");
  const state = { n: 0, at: "", id: "", ids: new Set(), versions: new Map(), unread: 0 };
  for (let at = 0; at < lines.length; at += 1) {
    log.leaves.push(takeLine(log, state, { at, found }));
    if (at % PARSED_AT_ONCE === 0) {
      tick(at, 2 * lines.length);
      await pause();
    }
  }
  log.tree = await Tree.over(lines, (done, all) => tick(all + done, 2 * all));
  return log;
}

function takeLine(log, state, { at, found }) {
  const place = `${EVENTS}:${at + 1}`;
  try {
    const leaf = readLeaf(log.lines[at]);
    checkCounting(leaf, state, { place, found });
    const { type } = leaf.event;
    if (!typeOf(leaf)) log.unknown.set(type, log.unknown.get(type) ?? at);
    else if (!isInPlace(leaf)) {
      found.add(place, "log-stream", { args: [type], found: leaf.stream });
    }
    return leaf;
  } catch (fault) {
    found.addFault(place, fault);
    state.n += 1;
    state.unread += 1;
    return null;
  }
}

// Compare with the line before, so that a line taken out gives one finding.
function checkCounting(leaf, state, { place, found }) {
  if (leaf.n !== state.n) {
    found.add(place, "log-n", { expected: state.n, found: leaf.n });
  }
  if (leaf.at < state.at) {
    found.add(place, "log-at", { expected: `≥ ${state.at}`, found: leaf.at });
  }
  if (!isMoment(leaf.at)) found.add(place, "log-moment", { found: leaf.at });
  if (leaf.id !== state.id && state.ids.has(leaf.id)) {
    found.add(place, "log-id", { found: leaf.id });
  }
  state.ids.add(leaf.id);
  checkVersion(leaf, state, { place, found });
  Object.assign(state, { n: leaf.n + 1, at: leaf.at, id: leaf.id });
}

function isMoment(at) {
  const time = Date.parse(`${at.slice(0, 23)}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString() === `${at.slice(0, 23)}Z`;
}

function checkVersion(leaf, state, { place, found }) {
  const expected = (state.versions.get(leaf.stream) ?? 0) + 1;
  const missing = leaf.version - expected;
  state.versions.set(leaf.stream, leaf.version);
  if (missing > 0 && missing <= state.unread) {
    // They are among the lines that could not be read, which are reported.
    state.unread -= missing;
  } else if (missing) {
    const sides = { expected, found: leaf.version };
    found.add(place, "log-version", { args: [leaf.stream], ...sides });
  }
}
