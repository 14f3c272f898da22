// One event, opened: its fields, its sealed values, its documents, its line.

const CENTS = new Set([
  "amount", "borne_by_staff", "carry_over", "credit_total", "invoice_total",
  "planned", "previous_allocation", "rate", "withheld",
]);
const EVENT_INDEXES = new Set(["of", "expense", "link", "withdraws"]);

function showEvent(result, at) {
  const leaf = result.log.leaves[at];
  const line = make("details", {}, make("summary", {}, t("line")));
  line.append(make("pre", {}, code(printableLine(result.log.lines[at]))));
  const hash = [t("leaf-hash"), code(base64Of(result.log.tree.leaf(at)))];
  if (!leaf) return [make("p", {}, t("unread-line")), terms([hash]), line];
  const values = result.values.get(leaf.n) ?? new Map();
  const place = t("stream-place", plain(leaf.stream), count(leaf.version));
  return [
    terms(fieldsOf(leaf.event, { prefix: "", values }), { class: "fields" }),
    showAttached(result, leaf),
    terms([[t("stream"), place], [t("command"), code(leaf.id)], hash], {
      class: "fields small",
    }),
    line,
  ];
}

function printableLine(line) {
  return textOf(line) ?? printable(line);
}

// Name and value of each field in the order of its type; those that hold nothing are
// named together. A sealed one shows what was disclosed of it.
function fieldsOf(item, { prefix, values }) {
  const names = namesOf(item, ORDER[prefix ? "initiatives" : item.type] ?? []);
  const isEmpty = (name) => {
    const sealed = values.get(`${prefix}${name}`);
    return sealed ? sealed.state === "shown" && sealed.value === null : item[name] === null;
  };
  const pairs = names
    .filter((name) => !isEmpty(name))
    .map((name) => fieldOf(item, name, { slot: `${prefix}${name}`, values }));
  const empty = names.filter(isEmpty).map(fieldName).join(", ");
  return empty ? [...pairs, [t("left-empty"), empty]] : pairs;
}

// The names of the fields in this order, where it is theirs.
function namesOf(item, order) {
  const names = Object.keys(item).filter((name) => name !== "type");
  return names.every((name) => order.includes(name)) ? order : names.sort();
}

function fieldOf(item, name, { slot, values }) {
  const label = fieldName(name);
  if (!values.has(slot)) return [label, showValue(item[name], { name, slot, values })];
  const mark = make("span", { class: "mark" }, ` (${t("sealed")})`);
  return [make("span", {}, label, mark), showSealed(values.get(slot))];
}

function showSealed({ state, value }) {
  const text = value === null ? t("empty") : foreign(value);
  if (state === "shown") return text;
  const words_ = make("em", { class: `gone ${state}` }, t(`state-${state}`));
  return state === "wrong" ? make("span", {}, text, " ", words_) : words_;
}

function showValue(value, { name, slot, values }) {
  if (value === null) return t("empty");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (Number.isSafeInteger(value)) return showNumber(value, name);
  if (Array.isArray(value)) {
    if (!value.length) return t("empty");
    const items = value.slice(0, 500).map((item, at) =>
      make("li", {}, showValue(item, { name, slot: `${slot}/${at}`, values })),
    );
    return make("ul", {}, items);
  }
  if (name === "figures" && isObject(value)) return showFigureList(value);
  if (isObject(value) && slot.split("/").length < 6) {
    return terms(fieldsOf(value, { prefix: `${slot}/`, values }));
  }
  return foreign(shown(value));
}

function showNumber(value, name) {
  if (CENTS.has(name)) return money(value);
  if (EVENT_INDEXES.has(name)) return `#${value + 1}`;
  return name === "posts" ? hundredths(value) : String(value);
}

function showFigureList(figures) {
  return terms(
    Object.entries(figures).map(([name, value]) => [
      named(words().figures, name),
      Number.isSafeInteger(value) ? money(value) : foreign(shown(value)),
    ]),
  );
}

// The documents of an event, and the one that the event itself attached.
function showAttached(result, leaf) {
  const own = result.log.leaves.filter(
    (each) =>
      each?.event.type === ATTACHED && (each.n === leaf.n || each.event.of === leaf.n),
  );
  if (!own.length) return null;
  const items = own.map((each) => make("li", {}, showDocument(result, each)));
  const heading = make("p", { class: "label" }, t("documents"));
  const warning = make("p", { class: "small" }, t("download-warning"));
  return make("div", { class: "documents" }, heading, make("ul", {}, items), warning);
}

function showDocument(result, leaf) {
  const digest = result.attached.get(leaf.n);
  const path = `${DOCUMENTS}${digest}`;
  if (!digest || result.bag.digests.get(path) !== digest) {
    return t("document-gone", leaf.n + 1);
  }
  const name = result.values.get(leaf.n)?.get("name")?.value ?? digest.slice(0, 16);
  const size = octets(result.container.entries.get(path).size);
  const onclick = () => download(result, path, fileName(name));
  const text = `${t("download", plain(name, 200))} (${size})`;
  return make("button", { type: "button", onclick }, text);
}

// A name that no file system takes for anything else.
function fileName(name) {
  const safe = name.replace(/[^\p{L}\p{N} ._-]/gu, "_").replace(/^[ .]+/, "");
  return safe.slice(-100) || "document";
}

async function download({ container }, path, name) {
  const bytes = await container.read(path);
  const blob = new Blob([bytes], { type: "application/octet-stream" });
  const href = URL.createObjectURL(blob);
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
