// A figure explained, on the day that is chosen: its parts, which add up to it.

function figureView(number, name) {
  const line = timeLines.get(number);
  const { year, day, step: index } = line;
  const step = year.steps[index];
  const figure = year.figures[name];
  const parts = year.partsOn(name, index);
  const label = (!step.closed && figure.open) || figure.label;
  const isProjected = figure.projected && !step.closed;
  return () => ({
    title: filled(words.title, { label, amount: step.text(name) }),
    body: [
      make("p", { class: "soft" }, filled(words.on, { year: number, day: year.days[day] })),
      make("p", { class: "meaning" }, figure.meaning),
      isProjected ? make("p", { class: "notice" }, figure.projected) : null,
      name === "opening_reserve" ? openingNote(step) : null,
      make("h3", {}, words.parts),
      parts.length ? partTable(number, parts, step.text(name)) : make("p", {}, words.none),
      ...documentsView(parts.flatMap(({ events }) => events)),
      ...rulesView(number, [figure.rule, ...parts.map(({ rule }) => rule)]),
    ],
  });
}

function openingNote(step) {
  const said = step.text("opening");
  return said ? make("p", { class: "notice" }, said) : null;
}

function partTable(number, parts, sum) {
  const rows = parts.map((part) =>
    make(
      "tr",
      {},
      make(
        "td",
        {},
        part.day ? make("span", { class: "on" }, part.day) : null,
        " ",
        partText(number, part),
        " ",
        eventLinks(part.events),
      ),
      make("td", { class: "amount" }, part.amount),
    ),
  );
  const total = make(
    "tr",
    { class: "sum" },
    make("th", { scope: "row" }, words.sum),
    make("td", { class: "amount" }, sum),
  );
  return make("table", { class: "parts" }, make("tbody", {}, rows, total));
}

// What a part is called: a button where it is another figure, or has a note.
function partText(number, { text, other, events }) {
  const note = `expense-${events[0]}`;
  const said = make("bdi", {}, text);
  if (other) {
    return make("button", { type: "button", class: "link", "data-figure": other, "data-of": number }, said);
  }
  if (byId(note)) return make("button", { type: "button", class: "link", "data-note": note }, said);
  return said;
}

function eventLinks(numbers) {
  const links = numbers.flatMap((number) => [
    make("a", { href: `#event-${number}`, "data-event": number }, `#${number}`),
    " ",
  ]);
  return links.length ? make("span", { class: "events" }, links) : null;
}

// Everything about the documents of some events, from the list of all.
function documentsView(events) {
  const numbers = new Set(events.flatMap(documentsOf));
  const items = Array.from(numbers).sort((one, other) => one - other).map(documentItem);
  const known = items.filter((item) => item !== null);
  return known.length
    ? [make("h3", {}, words.documents), make("ul", { class: "documents" }, known)]
    : [];
}

function documentItem(number) {
  const row = byId(`document-${number}`);
  if (!row) return null;
  const [, what, size] = row.cells;
  const beside = make("p", { class: "soft" }, copied(size), " ", eventLinks([number]));
  return make("li", {}, copied(what), beside);
}

function rulesView(number, keys) {
  const found = Array.from(new Set(keys), (key) => byId(`y${number}-rule-${key}`));
  const items = found.filter(Boolean).map((rule) => make("li", {}, copied(rule)));
  return items.length
    ? [make("h3", {}, words.rules), make("ul", { class: "rules" }, items)]
    : [];
}
