// Steps 12 to 16 for anchors, as far as a page can: each proof is the one that its event
// names, and a cosigned head is the log's. What witnesses say is not checked here.

const ANCHORED = "anchor-recorded/1";
const ANCHORS = "data/anchors/";
const COSIGNED = "data/checkpoint.cosigned";

// The cosigned heads of a bundle, read, and the places of its timestamps. Only these two
// kinds have a file: of minutes, mail and git the event holds a digest.
async function readAnchors(read, { content, sealed }) {
  const { container, log } = read;
  const anchors = { notes: [], timestamps: [] };
  const claimed = new Set();
  for (const [at, leaf] of log.leaves.entries()) {
    if (leaf?.event.type !== ANCHORED) continue;
    const { kind, size } = leaf.event;
    const hasHead = checkHeadKept(read, { at, size }, sealed);
    if (kind !== "cosigned" && kind !== "timestamp") continue;
    const place = `${ANCHORS}${size}-${at}`;
    claimed.add(place);
    if (!checkProof(read, { at, place, digest: leaf.event.sha256 }, sealed)) continue;
    if (kind === "timestamp") anchors.timestamps.push(place);
    else if (hasHead) await addCosigned(read, { anchors, place, size, content });
  }
  for (const place of container.names(ANCHORS)) {
    if (!claimed.has(place)) sealed.add(place, "anchor-surplus");
  }
  if (container.entries.has(COSIGNED)) {
    await addCosigned(read, { anchors, place: COSIGNED, size: log.size, content });
  }
  return anchors;
}

// Whether the head that was anchored is one that the log had, and is kept.
function checkHeadKept({ container }, { at, size }, sealed) {
  const isKept = size > 0 && size <= at && container.entries.has(`${HEADS}${size}`);
  if (!isKept) sealed.add(`${EVENTS}:${at + 1}`, "anchor-head", { args: [size] });
  return isKept;
}

function checkProof({ container, digests }, { at, place, digest }, sealed) {
  const args = [at + 1];
  const expected = digest ?? "–";
  if (!container.entries.has(place)) {
    sealed.add(`${EVENTS}:${at + 1}`, "anchor-missing", { args, expected });
    return false;
  }
  const found = digests.get(place);
  if (found !== digest) sealed.add(place, "anchor-other", { args, expected, found });
  return found === digest;
}

async function addCosigned({ container, log }, { anchors, place, size, content }) {
  if (!log.opened) return;
  try {
    const note = parseHead(await container.read(place));
    const root = base64Of(await log.tree.root(size));
    const expected = `${shown(log.opened.origin)}\n${size}\n${root}\n`;
    if (note.text === expected) anchors.notes.push({ ...note, place, length: size });
    else content.add(place, "cosigned-other", { expected, found: note.text });
  } catch (fault) {
    content.addFault(place, fault);
  }
}

const isLineOf = (key) => ({ name, id }) => name === key?.name && id === key?.id;

// The names beside that of the log's key, each once.
function witnessesOf(notes, history) {
  const names = notes.flatMap(({ signatures, length }) => {
    const isOwn = isLineOf(keyAt(history, length)?.key);
    return signatures.filter((line) => !isOwn(line)).map(({ name }) => name);
  });
  return [...new Set(names)];
}

// The log's key has signed what witnesses signed; beside the whole log's head lies one
// only because somebody else did.
async function checkCosigned(note, named, found) {
  if (!named?.key) {
    found.add(note.place, "cosigned-bare");
    return;
  }
  if (!(await isSignedBy(named.key, note, found)) || note.place !== COSIGNED) return;
  if (note.signatures.every(isLineOf(named.key))) {
    found.add(note.place, "cosigned-alone", { expected: "≥ 2", found: "1" });
  }
}
