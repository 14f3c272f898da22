// The bytes of ZIP headers, made again of what they say (APPNOTE 6.3).

const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
const MADE_BY = (3 << 8) | 45;
const ATTRIBUTES = 0o100644 * 0x10000;
const LOCAL_MARK = 0x04034b50;
const CENTRAL_MARK = 0x02014b50;
const END_MARK = 0x06054b50;

const MIDDLE = [
  ["version needed", 2],
  ["flags", 2],
  ["compression method", 2],
  ["time", 2],
  ["date", 2],
  ["CRC-32", 4],
  ["compressed size", 4],
  ["size", 4],
  ["name length", 2],
  ["extra field length", 2],
];
const LOCAL_FIELDS = [["signature", 4], ...MIDDLE];
const CENTRAL_FIELDS = [
  ["signature", 4],
  ["version made by", 2],
  ...MIDDLE,
  ["comment length", 2],
  ["disk", 2],
  ["internal attributes", 2],
  ["external attributes", 4],
  ["offset", 4],
];
const END_FIELDS = [
  ["signature", 4],
  ["disk", 2],
  ["directory disk", 2],
  ["entries on this disk", 2],
  ["entries", 2],
  ["directory size", 4],
  ["directory offset", 4],
  ["comment length", 2],
];
const octetsOf = (fields) => fields.reduce((sum, [, octets]) => sum + octets, 0);
const CENTRAL_OCTETS = octetsOf(CENTRAL_FIELDS);
const END_OCTETS = octetsOf(END_FIELDS);
const END64_OCTETS = 56;
const END_OCTETS_MAX = END64_OCTETS + 20 + END_OCTETS;

// Numbers as bytes, least significant first: pairs of octets and value.
function packed(pairs) {
  const bytes = new Uint8Array(pairs.reduce((sum, [octets]) => sum + octets, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [octets, value] of pairs) {
    if (octets === 2) view.setUint16(at, value, true);
    else if (octets === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += octets;
  }
  return bytes;
}

// The values of `fields` by their names, of bytes that are long enough.
function unpacked(fields, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = {};
  let at = 0;
  for (const [name, octets] of fields) {
    values[name] = octets === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
    at += octets;
  }
  return values;
}

function uint64(bytes, at) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Number(view.getBigUint64(at, true));
}

const isFull = (number) => number >= FULL_32;

function zip64Extra(numbers) {
  if (!numbers.length) return new Uint8Array();
  const head = [[2, 1], [2, 8 * numbers.length]];
  return packed([...head, ...numbers.map((number) => [8, number])]);
}

function sharedFields(entry, date, extra) {
  const size = isFull(entry.size) ? FULL_32 : entry.size;
  const values = [extra.length ? 45 : 10, 0, 0, 0, date, entry.crc];
  const sizes = [size, size, entry.name.length, extra.length];
  return [...values, ...sizes].map((value, at) => [MIDDLE[at][1], value]);
}

function localHeader(entry, date) {
  const extra = zip64Extra(isFull(entry.size) ? [entry.size, entry.size] : []);
  const fields = [[4, LOCAL_MARK], ...sharedFields(entry, date, extra)];
  return joined(packed(fields), encoder.encode(entry.name), extra);
}

function centralHeader(entry, date) {
  const large = isFull(entry.size) ? [entry.size, entry.size] : [];
  const offset = isFull(entry.offset) ? FULL_32 : entry.offset;
  const extra = zip64Extra(isFull(entry.offset) ? [...large, entry.offset] : large);
  const fields = [
    [4, CENTRAL_MARK],
    [2, MADE_BY],
    ...sharedFields(entry, date, extra),
    ...[2, 2, 2].map((octets) => [octets, 0]),
    [4, ATTRIBUTES],
    [4, offset],
  ];
  return joined(packed(fields), encoder.encode(entry.name), extra);
}

function endRecords({ count, size, offset }) {
  const full = [count >= FULL_16, isFull(size), isFull(offset)];
  const short = full[0] ? FULL_16 : count;
  const end = packed([
    [4, END_MARK], [2, 0], [2, 0], [2, short], [2, short],
    [4, full[1] ? FULL_32 : size], [4, full[2] ? FULL_32 : offset], [2, 0],
  ]);
  if (!full.includes(true)) return end;
  const end64 = packed([
    [4, 0x06064b50], [8, END64_OCTETS - 12], [2, MADE_BY], [2, 45], [4, 0], [4, 0],
    [8, count], [8, count], [8, size], [8, offset],
  ]);
  const locator = packed([[4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]]);
  return joined(end64, locator, end);
}

// What the end of a container says; to be believed after building it again.
function parseEnd(tail) {
  const said = unpacked(END_FIELDS, tail.subarray(-END_OCTETS));
  let [count, size, offset] = [
    said.entries, said["directory size"], said["directory offset"],
  ];
  const full = count === FULL_16 || size === FULL_32 || offset === FULL_32;
  if (full && tail.length >= END_OCTETS_MAX) {
    const end64 = tail.subarray(-END_OCTETS_MAX).subarray(0, END64_OCTETS);
    [count, size, offset] = [32, 40, 48].map((at) => uint64(end64, at));
  }
  return { count, size, offset };
}

// The central header at `start`, or null where none begins or it is cut off.
function parseCentral(data, start) {
  const rest = data.subarray(start);
  if (rest.length < CENTRAL_OCTETS) return null;
  const said = unpacked(CENTRAL_FIELDS, rest);
  const nameEnd = CENTRAL_OCTETS + said["name length"];
  const extraEnd = nameEnd + said["extra field length"];
  const end = extraEnd + said["comment length"];
  if (said.signature !== CENTRAL_MARK || rest.length < end) return null;
  const name = rest.subarray(CENTRAL_OCTETS, nameEnd);
  const extra = rest.subarray(nameEnd, extraEnd);
  const entry = { name: latin1(name), crc: said["CRC-32"], ...fromZip64(extra, said) };
  return { entry, nameBytes: name, date: said.date, header: rest.subarray(0, end) };
}

const latin1 = (bytes) => Array.from(bytes, (b) => String.fromCharCode(b)).join("");

function fromZip64(extra, said) {
  const count = Math.max(0, Math.min(3, Math.floor((extra.length - 4) / 8)));
  const numbers = Array.from({ length: count }, (_, at) => uint64(extra, 4 + 8 * at));
  let { size, offset } = said;
  if (size === FULL_32 && count > 1) [size] = numbers.splice(0, 2);
  if (offset === FULL_32 && numbers.length) [offset] = numbers;
  return { size, offset };
}
