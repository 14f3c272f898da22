// Signed notes, checkpoints and verifier keys (c2sp.org/signed-note, tlog-checkpoint).

const NOTE_OCTETS_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
const DASH = "\u2014 ";
const ED25519 = 1;
const nameForm = /^[^\s+\x00-\x1f\x85\p{Surrogate}]+$/u;
const sizeForm = /^(?:0|[1-9][0-9]{0,18})$/;

// A head: the three lines, and the lines of those who sign them. Throws a Fault.
function parseHead(bytes) {
  const text = bytes.length > NOTE_OCTETS_MAX ? null : textOf(bytes);
  if (text === null || /[\x00-\x09\x0b-\x1f]/.test(text)) throw new Fault("note-text");
  const blank = text.lastIndexOf("\n\n");
  if (blank < 0) return { text, ...parseCheckpoint(text), signatures: [] };
  const above = text.slice(0, blank + 1);
  const signatures = parseSignatures(text.slice(blank + 2));
  return { text: above, ...parseCheckpoint(above), signatures };
}

// Whether a fault of a head lies below three lines that are well formed.
function hasCheckpoint(bytes) {
  const text = printedText(bytes);
  const blank = text.indexOf("\n\n");
  try {
    parseCheckpoint(text.slice(0, blank + 1));
  } catch {
    return false;
  }
  return blank >= 0;
}

function parseCheckpoint(text) {
  const lines = text.split("\n");
  const [origin, size, root] = lines;
  if (lines.length !== 4 || lines[3] !== "") throw new Fault("note-lines");
  if (!nameForm.test(origin)) throw new Fault("note-name", { found: origin });
  if (!sizeForm.test(size)) throw new Fault("note-size", { found: size });
  const hash = bytesOfBase64(root);
  if (hash?.length !== HASH_OCTETS) throw new Fault("note-root", { found: root });
  return { origin, size, root };
}

function parseSignatures(text) {
  const lines = text.split("\n");
  if (lines.pop() !== "" || !lines.length) throw new Fault("note-signatures");
  if (lines.length > SIGNATURES_MAX) throw new Fault("note-many");
  return lines.map((line) => {
    const [name, encoded = ""] = line.slice(DASH.length).split(/ (.*)/s);
    const material = bytesOfBase64(encoded);
    const isLine = line.startsWith(DASH) && nameForm.test(name) && material?.length > 4;
    if (!isLine) throw new Fault("note-line", { found: line });
    return { name, id: hexOf(material.subarray(0, 4)), raw: material.subarray(4) };
  });
}

// A verifier key in its one form; throws a Fault.
async function parseVkey(text) {
  const [name, id, encoded] = text.split(/\+([^+]*)\+(.*)/s);
  const material = bytesOfBase64(encoded ?? "");
  if (!material || !nameForm.test(name)) throw new Fault("vkey-form", { found: text });
  const [kind, key] = [material[0], material.subarray(1)];
  const named = joined(encoder.encode(`${name}\n`), material);
  const right = hexOf((await sha256(named)).subarray(0, 4));
  if (id !== right) throw new Fault("vkey-id", { expected: right, found: id });
  if (kind !== ED25519) throw new Fault("vkey-kind", { expected: ED25519, found: kind });
  if (!isStrong(key)) throw new Fault("vkey-weak", { found: hexOf(key) });
  return { name, id, key, text };
}
