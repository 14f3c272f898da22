// The words in the language that is chosen, and amounts and moments as it writes them.

const LANGUAGES = {
  en: {
    texts: TEXTS_EN,
    messages: MESSAGES_EN,
    kinds: KINDS_EN,
    fields: FIELDS_EN,
    figures: FIGURES_EN,
    thousands: ",",
    point: ".",
  },
  nl: {
    texts: TEXTS_NL,
    messages: MESSAGES_NL,
    kinds: KINDS_NL,
    fields: FIELDS_NL,
    figures: FIGURES_NL,
    thousands: ".",
    point: ",",
  },
};
let language = /^nl\b/i.test(navigator.language) ? "nl" : "en";

const words = () => LANGUAGES[language];

function filled(template, args) {
  return template.replace(/\{([0-9])\}/g, (_, at) => args[at] ?? "");
}

const t = (key, ...args) => filled(words().texts[key], args);
const messageOf = ({ key, args }) => filled(words().messages[key], args);
const named = (table, key) => (Object.hasOwn(table, key) ? table[key] : plain(key, 80));
const kindOf = (leaf) => named(words().kinds, leaf.event.type);
const fieldName = (name) => named(words().fields, name);

// A whole number with its thousands set apart.
function count(number) {
  return String(number).replace(/\B(?=(?:[0-9]{3})+$)/g, words().thousands);
}

// Cents as an amount of euros, exact whatever their size.
function money(cents) {
  if (!Number.isSafeInteger(cents)) return plain(shown(cents), 40);
  const digits = String(Math.abs(cents)).padStart(3, "0");
  const [whole, rest] = [digits.slice(0, -2), digits.slice(-2)];
  const sign = cents < 0 ? "\u2212" : "";
  return `${sign}€\u00a0${count(whole)}${words().point}${rest}`;
}

const hundredths = (number) => money(number).replace("€\u00a0", "");

const moment = (at) => at.slice(0, 19).replace("T", " ");

function octets(number) {
  const units = [[2 ** 20, "MB"], [2 ** 10, "kB"], [1, "bytes"]];
  const [unit, name] = units.find(([least]) => number >= least) ?? units.at(-1);
  return `${count(Math.round(number / unit))}\u00a0${name}`;
}
