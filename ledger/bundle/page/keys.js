// Which key signs the log at which size: as it was opened, and as it changed since.

const KEY_EVENTS = new Set(["book-opened/1", "key-rotated/1", "key-replaced/1"]);

// The keys in their order: each with the index of its event, the key (null where the
// log names none or it cannot be read), and how it came to be the log's.
async function keyHistory(log, found) {
  const history = [];
  for (const [n, leaf] of log.leaves.entries()) {
    if (!leaf || !KEY_EVENTS.has(leaf.event.type)) continue;
    if ((leaf.event.type === "book-opened/1") !== (n === 0)) continue;
    const place = `${EVENTS}:${n + 1}`;
    const named = { n, place, event: leaf.event, names: leaf.event.key !== null };
    history.push({ ...named, key: await keyOf(leaf.event, { place, found }) });
  }
  return history;
}

async function keyOf(event, { place, found }) {
  if (event.key === null) return null;
  try {
    return await parseVkey(shown(event.key));
  } catch (fault) {
    found.addFault(place, fault);
    return null;
  }
}

const keyAt = (history, size) => history.findLast(({ n }) => n < size) ?? null;

// Each change of the key carries the word of the new key, and of the old one too unless
// it was lost. Throws NoEd25519 where the browser cannot say.
async function checkChanges(log, history, found) {
  for (const [at, change] of history.entries()) {
    if (at === 0 || !log.opened) continue;
    const root = base64Of(await log.tree.root(change.n));
    const text = `${log.opened.origin}\n${change.n}\n${root}\nkey ${shown(change.event.key)}\n`;
    const { acceptance, signature } = change.event;
    if (change.key && !(await isWordOf(change.key, text, acceptance))) {
      found.add(change.place, "key-acceptance", { expected: change.key.text });
    }
    if (change.event.type !== "key-rotated/1") continue;
    const before = history[at - 1].key;
    change.signedOver = await isWordOf(before, text, signature);
    if (!change.signedOver) {
      found.add(change.place, "key-signature", { expected: before?.text ?? "–" });
    }
  }
}

// Whether this is the key id and the signature of `key` over the text.
async function isWordOf(key, text, encoded) {
  const material = bytesOfBase64(shown(encoded));
  if (!key || !material || hexOf(material.subarray(0, 4)) !== key.id) return false;
  return isSigned(text, { key: key.key, signature: material.subarray(4) });
}
