// Lines of canonical JSON (RFC 8785): read, written again, and compared.

const LINE_OCTETS_MAX = 64 * 1024;
const DEPTH_MAX = 20;
const LINE_FEED = 10;

// The lines of a file as bytes, and whether the last one ends as it has to.
function splitLines(bytes) {
  const lines = [];
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  const ended = start === bytes.length;
  if (!ended) lines.push(bytes.subarray(start));
  return { lines, ended };
}

function countLines(bytes) {
  let lines = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; lines += 1) {
    end = bytes.indexOf(LINE_FEED, end + 1);
  }
  return lines;
}

// What a canonical line says; throws a Fault for any other line.
function parseCanonical(line) {
  if (line.length > LINE_OCTETS_MAX) throw new Fault("line-long");
  const text = textOf(line);
  if (text === null) throw new Fault("line-utf8");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault("line-json", { found: text });
  }
  if (canonical(value, DEPTH_MAX) !== text) throw new Fault("line-canonical");
  return value;
}

function canonical(value, depth) {
  if (depth === 0) throw new Fault("line-deep");
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonical(item, depth - 1)).join(",")}]`;
  }
  if (isObject(value)) {
    const pairs = Object.keys(value)
      .sort()
      .map((key) => `${quoted(key)}:${canonical(value[key], depth - 1)}`);
    return `{${pairs.join(",")}}`;
  }
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new Fault("line-number", { found: value });
  }
  return JSON.stringify(value);
}

// A half of a pair of letters is no text: UTF-8 cannot write it.
function quoted(text) {
  if (/\p{Surrogate}/u.test(text)) throw new Fault("line-utf8");
  return JSON.stringify(text);
}

const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hasKeys = (value, keys) =>
  isObject(value) && Object.keys(value).sort().join() === [...keys].sort().join();
