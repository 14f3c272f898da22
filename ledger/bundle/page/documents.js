// Step 16, for documents: each is the one that an event attached, whole and alone.

const DOCUMENTS = "data/documents/";
const ATTACHED = "document-attached/1";
const digestForm = /^[0-9a-f]{64}$/;

// The digest of the document of each event that attached one, by the event's index.
function checkDocuments({ log, values, gone }, { container, digests }, found) {
  const attached = new Map();
  for (const leaf of log.leaves) {
    if (leaf?.event.type !== ATTACHED) continue;
    const digest = values.get(leaf.n)?.get("digest");
    if (digest?.state !== "shown") continue;
    if (!digestForm.test(digest.value ?? "")) {
      const place = `${EVENTS}:${leaf.n + 1}`;
      found.add(place, "document-digest", { found: digest.value ?? "null" });
      continue;
    }
    attached.set(leaf.n, digest.value);
    checkDocument(leaf, digest.value, { container, gone, found });
  }
  const known = new Set();
  const erased = new Map();
  for (const [n, digest] of attached) {
    if (gone.documents.has(n)) erased.set(digest, n);
    else known.add(digest);
  }
  for (const path of container.names(DOCUMENTS)) {
    const name = path.slice(DOCUMENTS.length);
    const digest = digests.get(path);
    if (digest !== null && digest !== name) {
      found.add(path, "document-other", { expected: name, found: digest });
    }
    if (known.has(name)) continue;
    if (erased.has(name)) {
      found.add(path, "document-erased", { args: [erased.get(name) + 1] });
    } else if (log.isWhollyRead) found.add(path, "document-surplus");
  }
  return attached;
}

function checkDocument(leaf, digest, { container, gone, found }) {
  const path = `${DOCUMENTS}${digest}`;
  const entry = container.entries.get(path);
  const args = [leaf.n + 1];
  if (gone.documents.has(leaf.n)) return;
  if (!entry) {
    if (!gone.whyDocument(leaf)) found.add(path, "document-missing", { args });
  } else if (entry.size !== leaf.event.size) {
    const sides = { expected: leaf.event.size, found: entry.size };
    found.add(path, "document-size", { args, ...sides });
  }
}
