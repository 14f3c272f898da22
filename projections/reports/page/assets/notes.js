// What a number opens that is no figure: a note that lies in the page, or an event.

function noteView(id) {
  const note = byId(id);
  const number = note.closest("article.year")?.dataset.year;
  const events = all("[data-event]", note).map((link) => Number(link.dataset.event));
  const keys = (note.dataset.rules ?? "").split(" ").filter(Boolean);
  return () => {
    const body = copied(note);
    const lists = body.filter((each) => each.matches?.("ul.documents"));
    for (const list of lists) list.replaceChildren(...listed(list));
    const raised = body.map((each) => (each.tagName === "H4" ? heading(each) : each));
    return {
      title: note.dataset.title,
      body: [
        ...raised,
        ...(lists.length ? [] : documentsView(events)),
        ...rulesView(number, keys),
      ],
    };
  };
}

// In the dialog nothing stands between its title and the headings of a note.
const heading = (element) => make("h3", {}, element.textContent);

// The documents that a list names, whole.
function listed(list) {
  return list.dataset.documents.split(" ").map(documentItem).filter((item) => item !== null);
}

function eventView(number) {
  const row = byId(`event-${number}`);
  const heads = all("thead th", row.closest("table")).slice(1);
  const known = heads.map((head, at) => [head.textContent, row.cells[at + 1]]);
  const pairs = known.filter(([, cell]) => cell.textContent).map(([name, cell]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, bare(cell))),
  );
  const there = make("a", { href: `#event-${number}`, class: "leave" }, words.history);
  return () => ({
    title: filled(words.event, { number: `#${number}` }),
    body: [
      make("dl", { class: "terms" }, pairs),
      ...documentsView([number]),
      make("p", {}, there),
    ],
  });
}

// What a cell holds; its amount opens nothing but what is open already.
function bare(cell) {
  const button = cell.querySelector(".number");
  return button ? [button.lastChild.textContent] : copied(cell);
}

// The view that an element opens, null for one that opens none.
function viewOf(element) {
  const { figure, of, note, event } = element.dataset;
  if (figure) return figureView(of ?? element.closest("article.year").dataset.year, figure);
  if (note) return byId(note) ? noteView(note) : null;
  return byId(`event-${event}`) ? eventView(event) : null;
}

function beginNotes() {
  document.addEventListener("click", (event) => {
    if (event.target.closest(".leave")) dialog.close();
    const element = event.target.closest("[data-figure], [data-note], [data-event]");
    if (!element || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const view = viewOf(element);
    if (!view) return;
    event.preventDefault();
    explain(view);
  });
}
