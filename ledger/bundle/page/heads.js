// Steps 12 and 13 for heads: what each says is so, and the log's key has signed it.

const CHECKPOINT = "data/checkpoint";
const HEADS = "data/checkpoints/";

// Every head of the bundle, read: its place, its size, and what it says.
async function readHeads(container, log, { content, signature }) {
  const places = container.names(HEADS).map((place) => [place, place.slice(HEADS.length)]);
  if (container.entries.has(CHECKPOINT)) places.push([CHECKPOINT, String(log.size)]);
  const heads = [];
  for (const [place, size] of places) {
    const bytes = await container.read(place);
    try {
      const head = parseHead(bytes);
      await checkContent(head, log, { place, size, content });
      heads.push({ ...head, place, length: Number(size) });
    } catch (fault) {
      (hasCheckpoint(bytes) ? signature : content).addFault(place, fault);
    }
  }
  return heads;
}

async function checkContent(head, log, { place, size, content }) {
  const origin = log.opened?.origin ?? head.origin;
  if (head.origin !== origin) {
    content.add(place, "head-origin", { expected: origin, found: head.origin });
  }
  if (head.size !== size) {
    content.add(place, "head-size", { expected: size, found: head.size });
  } else if (Number(size) > log.size) {
    content.add(place, "head-beyond", { expected: size, found: log.size });
  } else {
    const root = base64Of(await log.tree.root(Number(size)));
    if (root !== head.root) {
      const sides = { expected: root, found: head.root };
      content.add(place, "head-root", { args: [size], ...sides });
    }
  }
}

// Whether the head's one line is by the key that the log names at its size.
async function checkHead(head, named, found) {
  const { place, signatures } = head;
  const signers = signatures.map(({ name }) => name).join(", ");
  if (!named?.key) {
    const bare = named && !named.names;
    if (bare && signatures.length) found.add(place, "head-surplus", { found: signers });
    return false;
  }
  if (!(await isSignedBy(named.key, head, found))) return false;
  if (signatures.length > 1) {
    found.add(place, "head-others", { expected: named.key.name, found: signers });
  }
  return true;
}

// Whether a note carries the line of this key, and each such line holds.
async function isSignedBy(key, { place, text, signatures }, found) {
  const own = signatures.filter(isLineOf(key));
  if (!own.length) {
    const signers = signatures.map(({ name }) => name).join(", ");
    found.add(place, "head-unsigned", { expected: key.name, found: signers });
    return false;
  }
  for (const { raw } of own) {
    if (!(await isSigned(text, { key: key.key, signature: raw }))) {
      found.add(place, "head-signature", { expected: key.name });
      return false;
    }
  }
  return true;
}

// The grade of the bundle: whose word it is. `given` is the key that the verifier has
// from the school, or null.
async function checkSignatures({ log, heads, anchors }, given, found) {
  const history = await keyHistory(log, found);
  const named = keyAt(history, log.size);
  const changes = history.filter(({ event }) => event.type === "key-replaced/1");
  const replaced = changes.map(({ n }) => n + 1);
  const witnesses = witnessesOf(anchors.notes, history);
  const result = { named, replaced, witnesses, grade: "UNSIGNED", able: true, trusted: false };
  try {
    await checkChanges(log, history, found);
    result.trusted = isTrusted(history, given);
    for (const head of heads) {
      const signed = await checkHead(head, keyAt(history, head.length), found);
      if (head.place !== CHECKPOINT || !signed) continue;
      result.grade = result.trusted ? "SIGNED" : "CONSISTENT";
    }
    for (const note of anchors.notes) {
      await checkCosigned(note, keyAt(history, note.length), found);
    }
  } catch (error) {
    if (!(error instanceof NoEd25519)) throw error;
    result.trusted = isTrusted(history, given);
    Object.assign(result, { able: false, grade: null });
  }
  if (given && named && !result.trusted) {
    const sides = { expected: given.text, found: named.event.key ?? "–" };
    found.add(named.place, named.n ? "key-other-later" : "key-other", sides);
  }
  return result;
}

// Whether the key that signs now is the one given, or was handed over from it.
function isTrusted(history, given) {
  return history.reduce(
    (trusted, held) =>
      (given !== null && held.key?.text === given.text) ||
      (trusted && held.signedOver === true),
    false,
  );
}
