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
    euros: "€\u00a0{0}",
    octets: ["MB", "kB", "bytes"],
  },
  nl: {
    texts: TEXTS_NL,
    messages: MESSAGES_NL,
    kinds: KINDS_NL,
    fields: FIELDS_NL,
    figures: FIGURES_NL,
    thousands: ".",
    point: ",",
    euros: "€\u00a0{0}",
    octets: ["MB", "kB", "bytes"],
  },
  fr: {
    texts: TEXTS_FR,
    messages: MESSAGES_FR,
    kinds: KINDS_FR,
    fields: FIELDS_FR,
    figures: FIGURES_FR,
    thousands: "\u202f",
    point: ",",
    euros: "{0}\u00a0€",
    octets: ["Mo", "ko", "octets"],
  },
};
const preferred = navigator.language.slice(0, 2).toLowerCase();
let language = Object.hasOwn(LANGUAGES, preferred) ? preferred : "en";

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

// Hundredths as a decimal number in a template, exact whatever their size.
function hundredths(number, template = "{0}") {
  if (!Number.isSafeInteger(number)) return plain(shown(number), 40);
  const digits = String(Math.abs(number)).padStart(3, "0");
  const [whole, rest] = [digits.slice(0, -2), digits.slice(-2)];
  const sign = number < 0 ? "\u2212" : "";
  return sign + filled(template, [`${count(whole)}${words().point}${rest}`]);
}

// Cents as an amount of euros.
const money = (cents) => hundredths(cents, words().euros);

const moment = (at) => at.slice(0, 19).replace("T", " ");

function octets(number) {
  const units = [2 ** 20, 2 ** 10, 1];
  const at = units.findIndex((unit) => number >= unit || unit === 1);
  return `${count(Math.round(number / units[at]))}\u00a0${words().octets[at]}`;
}
