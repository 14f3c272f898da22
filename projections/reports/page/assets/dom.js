"use strict";

// Parts of the page. Texts come in as texts only, never as markup.

const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// An element with its attributes and children; what is null is left out.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

// A copy of what an element holds, without the ids, which are unique.
function copied(element) {
  const copy = element.cloneNode(true);
  for (const each of all("[id]", copy)) each.removeAttribute("id");
  return Array.from(copy.childNodes);
}

// A sentence with places between braces, filled in.
function filled(template, values) {
  return template.replace(/\{([a-z]+)\}/g, (_, name) => values[name] ?? "");
}
