// Step 10: the container is safe. Each header is built again and compared; nothing is
// unpacked, for nothing may be packed.

const ENTRIES_MAX = 100_000;
const FILE_OCTETS_MAX = 2 ** 36;
const SMALL_OCTETS_MAX = 2 ** 24;
const LISTED_OCTETS_MAX = CENTRAL_OCTETS + 80 + 28;
const HELD_OCTETS_MAX = 2 ** 27;
const WHOLE = "bundle";

// A file that is read in pieces; one that is not large is held as a whole.
class Source {
  static async of(file) {
    const whole = file.size <= HELD_OCTETS_MAX;
    return new Source(file, whole ? new Uint8Array(await file.arrayBuffer()) : null);
  }

  constructor(file, bytes) {
    Object.assign(this, { file, bytes, size: file.size });
  }

  async read(offset, octets) {
    const end = Math.min(this.size, offset + octets);
    if (this.bytes) return this.bytes.subarray(offset, end);
    return new Uint8Array(await this.file.slice(offset, end).arrayBuffer());
  }
}

// The entries by their names, sorted; what is wrong goes to `found`.
async function openContainer(source, found) {
  const opening = { source, found, entries: new Map(), date: null };
  const steps = [checkStart, checkEnd, checkBounds, checkDirectory, checkLocalHeaders];
  for (const step of steps) {
    await step(opening);
    if (found.list.length) return null;
  }
  return new Container(opening);
}

class Container {
  constructor({ source, entries, date }) {
    Object.assign(this, { source, entries, day: dayOf(date) });
  }

  names(folder = "") {
    return [...this.entries.keys()].filter((name) => name.startsWith(folder));
  }

  async read(name) {
    const entry = this.entries.get(name);
    if (!entry) return new Uint8Array();
    return this.source.read(entry.content, entry.size);
  }
}

async function checkStart({ source, found }) {
  const start = await source.read(0, 4);
  const mark = packed([[4, LOCAL_MARK]]);
  if (!sameBytes(start, mark)) {
    const key = start.length ? "zip-start" : "zip-empty";
    found.add(WHOLE, key, { expected: printable(mark), found: printable(start) });
  } else if (source.size > FILE_OCTETS_MAX) {
    found.add(WHOLE, "zip-large", { expected: FILE_OCTETS_MAX, found: source.size });
  }
}

async function checkEnd(opening) {
  const { source, found } = opening;
  const octets = Math.min(source.size, END_OCTETS_MAX);
  const tail = await source.read(source.size - octets, octets);
  const mark = packed([[4, END_MARK]]);
  const end = tail.subarray(-END_OCTETS);
  if (end.length < END_OCTETS || !sameBytes(end.subarray(0, 4), mark)) {
    found.add(WHOLE, "zip-end", { found: printable(end) });
    return;
  }
  const directory = parseEnd(tail);
  const expected = endRecords(directory);
  const last = tail.subarray(-expected.length);
  if (!sameBytes(expected.subarray(-END_OCTETS), end)) {
    addDifference(found, WHOLE, { fields: END_FIELDS, expected, header: end });
  } else if (!sameBytes(expected, last)) {
    const sides = { expected: printable(expected), found: printable(last) };
    found.add(WHOLE, "zip-end64", sides);
  }
  Object.assign(opening, { directory, directoryEnd: source.size - expected.length });
}

function checkBounds({ directory, directoryEnd, found }) {
  const { count, size, offset } = directory;
  if (count > ENTRIES_MAX) {
    found.add(WHOLE, "zip-count", { expected: ENTRIES_MAX, found: count });
  }
  if (offset + size !== directoryEnd) {
    found.add(WHOLE, "zip-bounds", { expected: directoryEnd, found: offset + size });
  }
  if (size > ENTRIES_MAX * LISTED_OCTETS_MAX) {
    found.add(WHOLE, "zip-directory-large", { found: size });
  }
}

async function checkDirectory(opening) {
  const { source, directory, found } = opening;
  const data = await source.read(directory.offset, directory.size);
  let [start, previous] = [0, ""];
  for (let index = 0; index < directory.count && !found.full; index += 1) {
    const listed = parseCentral(data, start);
    if (!listed) {
      found.add(WHOLE, "zip-fewer", { expected: directory.count, found: index });
      return;
    }
    if (index === 0) opening.date = listed.date;
    if (dayOf(opening.date) === null) {
      found.add(printable(listed.nameBytes), "zip-day", { found: opening.date });
      return;
    }
    checkListed(opening, listed, previous);
    opening.entries.set(listed.entry.name, listed.entry);
    [start, previous] = [start + listed.header.length, listed.entry.name];
  }
  if (start !== data.length) {
    found.add(WHOLE, "zip-more", { expected: start, found: data.length });
  }
}

function checkListed({ found, date }, { entry, nameBytes, header }, previous) {
  const place = printable(nameBytes);
  const fault = pathFault(entry.name);
  if (fault) {
    found.add(place, fault);
    return;
  }
  const expected = centralHeader(entry, date);
  if (!sameBytes(expected, header)) {
    addDifference(found, place, { fields: CENTRAL_FIELDS, expected, header });
  } else if (smallPath.test(entry.name) && entry.size > SMALL_OCTETS_MAX) {
    found.add(place, "zip-file-large", { expected: SMALL_OCTETS_MAX, found: entry.size });
  }
  if (entry.name === previous) found.add(place, "zip-twice");
  else if (entry.name < previous) found.add(place, "zip-order", { args: [previous] });
}

async function checkLocalHeaders({ source, entries, date, directory, found }) {
  let position = 0;
  for (const entry of entries.values()) {
    const expected = localHeader(entry, date);
    if (entry.offset !== position) {
      found.add(entry.name, "zip-overlap", { expected: position, found: entry.offset });
    }
    entry.content = entry.offset + expected.length;
    position = entry.content + entry.size;
    if (position > directory.offset) {
      const sides = { expected: directory.offset, found: position };
      found.add(entry.name, "zip-reach", sides);
      return;
    }
    const header = await source.read(entry.offset, expected.length);
    if (!sameBytes(expected, header)) {
      addDifference(found, entry.name, { fields: LOCAL_FIELDS, expected, header });
    }
  }
  if (position !== directory.offset) {
    found.add(WHOLE, "zip-between", { expected: position, found: directory.offset });
  }
}

// The first field in which a header differs from the one that is expected.
function addDifference(found, place, { fields, expected, header }) {
  const fixed = new Uint8Array(octetsOf(fields));
  fixed.set(header.subarray(0, fixed.length));
  const record = expected.subarray(fields === END_FIELDS ? -END_OCTETS : 0);
  const [wanted, said] = [unpacked(fields, record), unpacked(fields, fixed)];
  const field = fields.map(([name]) => name).find((name) => wanted[name] !== said[name]);
  if (field) {
    const sides = { expected: wanted[field], found: said[field] };
    found.add(place, "zip-field", { args: [field], ...sides });
  } else {
    const [one, other] = [record, header].map((each) => each.subarray(fixed.length));
    const sides = { expected: printable(one), found: printable(other) };
    found.add(place, "zip-name", sides);
  }
}

// The day of a date field as 2025-12-31, or null when there is no such day.
function dayOf(field) {
  const [year, month, day] = [1980 + (field >> 9), (field >> 5) & 15, field & 31];
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same && day > 0 ? date.toISOString().slice(0, 10) : null;
}
