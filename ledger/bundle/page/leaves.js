// A line of the log as a leaf: its envelope, and an event of a known type.
// `TYPES` (made by verify_page.py) says of each type its shape and what is sealed.

const ENVELOPE = ["at", "by", "event", "id", "n", "stream", "version"];
const momentForm =
  /^(?:19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][.][0-9]{6}Z$/;
const ENVELOPE_FORMS = [
  ["at", momentForm],
  ["by", /^u[1-9][0-9]{0,5}$/],
  ["id", /^[0-9a-f]{32}$/],
  ["stream", /^(?:school|[0-9]{4})$/],
];
const typeForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[1-9][0-9]{0,3}$/;
const isIndex = (value) => Number.isSafeInteger(value) && value >= 0;
const typeOf = (leaf) => (Object.hasOwn(TYPES, leaf.event.type) ? TYPES[leaf.event.type] : null);

// The leaf of a line; throws a Fault. A type that is not known is not a fault.
function readLeaf(line) {
  const leaf = parseCanonical(line);
  if (!hasKeys(leaf, ENVELOPE) || !isObject(leaf.event)) throw new Fault("leaf-form");
  if (line.some((byte) => byte > 0x7e)) throw new Fault("leaf-ascii");
  for (const [name, form] of ENVELOPE_FORMS) {
    if (typeof leaf[name] !== "string" || !form.test(leaf[name])) {
      throw new Fault("leaf-field", { args: [name], found: JSON.stringify(leaf[name]) });
    }
  }
  for (const [name, least] of [["n", 0], ["version", 1]]) {
    if (!Number.isSafeInteger(leaf[name]) || leaf[name] < least) {
      throw new Fault("leaf-field", { args: [name], found: JSON.stringify(leaf[name]) });
    }
  }
  checkEvent(leaf);
  return leaf;
}

function checkEvent(leaf) {
  const { event } = leaf;
  if (typeof event.type !== "string" || !typeForm.test(event.type)) {
    throw new Fault("leaf-type", { found: JSON.stringify(event.type) ?? "" });
  }
  const type = typeOf(leaf);
  if (!type) return;
  const { properties } = SHAPES[type.shape];
  if (!hasKeys(event, Object.keys(properties))) {
    throw new Fault("leaf-fields", { args: [event.type] });
  }
  for (const [name, shape] of Object.entries(properties)) {
    if (!fits(event[name], shape)) {
      throw new Fault("leaf-field", { args: [name], found: JSON.stringify(event[name]) });
    }
  }
}

// Slot and commitment of every sealed field of an event of a known type, sorted.
function slotsOf(leaf) {
  const { event } = leaf;
  const type = typeOf(leaf);
  if (!type) return [];
  const slots = type.sealed.map((name) => [name, event[name]]);
  for (const [list, sealed] of Object.entries(type.lists)) {
    event[list].forEach((item, at) => {
      slots.push(...sealed.map((name) => [`${list}/${at}/${name}`, item[name]]));
    });
  }
  return slots.sort(([one], [other]) => (one < other ? -1 : 1));
}

// Whether this type of event belongs in the stream that it stands in.
function isInPlace(leaf) {
  const { place } = typeOf(leaf);
  if (place === "any") return true;
  if (place === "school") return leaf.stream === "school";
  if (leaf.stream === "school") return false;
  return place === "spending" || shown(leaf.event.year) === leaf.stream;
}
