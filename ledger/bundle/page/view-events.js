// The table of events: fifty at a time, found by what they contain.

const ROWS = 50;
const HINTS = ["supplier", "activity", "name", "reason", "description"];

class EventTable {
  constructor(result) {
    this.result = result;
    this.size = result.log.size;
    this.page = 0;
    this.filter = "";
    this.open = new Set();
    this.body = make("tbody");
    this.count = make("p", { role: "status", class: "count" });
    this.nav = make("nav");
    this.texts = new Map();
  }

  // The whole section, in the language of the moment.
  render() {
    this.texts.clear();
    const oninput = (event) => this.filterBy(event.target.value);
    const attributes = { type: "search", id: "filter", autocomplete: "off", oninput };
    const input = make("input", { ...attributes, value: this.filter });
    const label = make("label", { for: "filter" }, t("filter"));
    const names = ["number", "recorded", "by", "day", "kind", "amount"];
    const headings = names.map((name) => ({
      text: t(`column-${name}`),
      type: name === "amount" ? "number" : "text",
    }));
    this.refresh();
    const whole = table(t("events-caption"), headings, this.body);
    const bar = make("div", { class: "bar" }, label, input);
    return section("events", bar, this.count, whole, this.nav);
  }

  filterBy(text) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.filter = text;
      this.page = 0;
      this.refresh();
    }, 150);
  }

  refresh() {
    const wanted = this.filter.trim().toLowerCase();
    const all = Array.from({ length: this.size }, (_, at) => at);
    this.shown = wanted ? all.filter((at) => this.textOf(at).includes(wanted)) : all;
    const start = this.page * ROWS;
    const rows = this.shown.slice(start, start + ROWS).flatMap((at) => this.rowsOf(at));
    this.body.replaceChildren(...rows);
    this.count.textContent = t("filter-count", count(this.shown.length), count(this.size));
    this.refreshPages();
  }

  refreshPages() {
    const pages = Math.max(1, Math.ceil(this.shown.length / ROWS));
    const turn = (by) => {
      this.page += by;
      this.refresh();
      this.body.querySelector("button")?.focus();
    };
    const button = (key, by, disabled) =>
      make("button", { type: "button", disabled, onclick: () => turn(by) }, t(key));
    this.nav.setAttribute("aria-label", t("pages"));
    this.nav.replaceChildren(
      button("previous", -1, this.page === 0),
      make("span", {}, t("page-of", count(this.page + 1), count(pages))),
      button("next", 1, this.page >= pages - 1),
    );
    this.nav.hidden = pages === 1;
  }

  // All that a reader may look for in an event, in small letters.
  textOf(at) {
    if (!this.texts.has(at)) {
      const { log, values } = this.result;
      const leaf = log.leaves[at];
      const sealed = leaf ? [...(values.get(leaf.n)?.values() ?? [])] : [];
      const parts = [
        `#${at + 1}`,
        leaf ? kindOf(leaf) : t("unread-line"),
        leaf ? amountOf(leaf) : "",
        ...sealed.map(({ value }) => value ?? ""),
        textOf(log.lines[at]) ?? "",
      ];
      this.texts.set(at, parts.join("\n").toLowerCase());
    }
    return this.texts.get(at);
  }

  rowsOf(at) {
    const row = this.rowOf(at);
    if (!this.open.has(at)) return [row];
    const attributes = { colspan: 6, id: `event-${at}` };
    const detail = make("td", attributes, showEvent(this.result, at));
    return [row, make("tr", { class: "detail" }, detail)];
  }

  rowOf(at) {
    const leaf = this.result.log.leaves[at];
    const isOpen = this.open.has(at);
    const attributes = {
      type: "button",
      id: `open-${at}`,
      "aria-expanded": String(isOpen),
      "aria-controls": isOpen ? `event-${at}` : null,
      "aria-label": t(isOpen ? "close-event" : "open-event", at + 1),
      onclick: () => this.toggle(at),
    };
    const mark = make("span", { "aria-hidden": "true" }, isOpen ? "▾" : "▸");
    const button = make("button", attributes, mark, ` ${at + 1}`);
    const head = make("th", { scope: "row" }, button);
    const row = make("tr", { class: isOpen ? "open" : null }, head);
    if (!leaf) {
      row.append(make("td", { colspan: 5 }, t("unread-line")));
      return row;
    }
    const cells = [moment(leaf.at), leaf.by, dayOfEvent(leaf)];
    row.append(...cells.map((text) => make("td", {}, text)));
    row.append(make("td", {}, kindOf(leaf), this.hintOf(leaf)));
    row.append(make("td", { class: "number" }, amountOf(leaf)));
    return row;
  }

  // Whom or what an event is about, where that was disclosed.
  hintOf(leaf) {
    const values = this.result.values.get(leaf.n);
    const hints = HINTS.map((slot) => values?.get(slot)?.value).filter(Boolean);
    if (!hints.length) return null;
    return make("span", { class: "about" }, foreign(hints[0].slice(0, 80)));
  }

  toggle(at) {
    if (!this.open.delete(at)) this.open.add(at);
    this.refresh();
    byId(`open-${at}`)?.focus();
  }
}

function dayOfEvent({ event }) {
  return typeof event.on === "string" ? plain(event.on, 20) : t("empty");
}

function amountOf({ event }) {
  const cents = event.amount ?? event.carry_over;
  return Number.isSafeInteger(cents) ? money(cents) : "";
}
