// Whether a value has the shape that a type of event gives it. `SHAPES` is the JSON
// Schema of every type, made by verify_page.py, in the few words that it needs.

const patterns = new Map();
const IS_OF_TYPE = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  integer: (value, { minimum = -Infinity, maximum = Infinity }) =>
    Number.isSafeInteger(value) && value >= minimum && value <= maximum,
  string: (value, { pattern, format }) =>
    typeof value === "string" &&
    (!pattern || patternOf(pattern).test(value)) &&
    (format !== "date" || isDay(value)),
  array: (value, { items }) =>
    Array.isArray(value) && value.every((item) => fits(item, items)),
  object: (value, { properties }) =>
    hasKeys(value, Object.keys(properties)) &&
    Object.entries(properties).every(([name, shape]) => fits(value[name], shape)),
};

function fits(value, shape) {
  if (shape.$ref) return fits(value, SHAPES[shape.$ref]);
  if (shape.anyOf) return shape.anyOf.some((each) => fits(value, each));
  if (shape.enum) return shape.enum.includes(value);
  return IS_OF_TYPE[shape.type](value, shape);
}

function patternOf(text) {
  if (!patterns.has(text)) patterns.set(text, new RegExp(text));
  return patterns.get(text);
}

function isDay(text) {
  const time = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(text) : NaN;
  const isThere = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isThere && !text.startsWith("0000");
}
