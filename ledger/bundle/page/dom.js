// Making parts of the page. Foreign text comes in as text only, never as markup.

const byId = (id) => document.getElementById(id);

// An element with its attributes and children; `on…` attributes are listeners.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

// Foreign text, set apart so that it cannot turn the words around it; its lines stay.
function foreign(text) {
  const lines = text.slice(0, 4000).split("\n");
  return make("bdi", {}, lines.map((line) => plain(line, 4000)).join("\n"));
}

const code = (text) => make("code", { dir: "ltr" }, plain(text, 4000));

// A list of names and what belongs to them; pairs that are null are left out.
function terms(pairs, attributes = {}) {
  const rows = pairs.filter((pair) => pair !== null).map(([name, ...values]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, ...values)),
  );
  return make("dl", attributes, rows);
}

// A table that scrolls by itself where the window is narrow.
function table(caption, headings, body) {
  const heads = headings.map(({ text, type = "text" }) =>
    make("th", { scope: "col", class: type }, text),
  );
  const whole = make(
    "table",
    {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, heads)),
    body,
  );
  const attributes = { class: "scrolls", role: "region", tabindex: 0 };
  return make("div", { ...attributes, "aria-label": caption }, whole);
}

const SIGNS = { held: "✓", broken: "✗", unchecked: "?", none: "–" };

// An outcome in words, with a sign for the eye.
function outcome(state) {
  const sign = make("span", { "aria-hidden": "true", class: "sign" }, SIGNS[state]);
  return make("span", { class: `outcome ${state}` }, sign, t(`state-${state}`));
}
