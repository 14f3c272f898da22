// The figures by year, as the bundle gives them.

const YEARS_MAX = 40;

function showFigures({ figures, log }) {
  if (!log) return null;
  const years = Object.entries(figures ?? {}).slice(-YEARS_MAX);
  if (!years.length) return section("figures", make("p", {}, t("figures-none")));
  const rows = [
    ...figureRows(years),
    ...[1, 2].flatMap((tranche) => trancheRows(years, tranche)),
  ];
  const headings = years.map(([year, { closed }]) => ({
    text: t(closed === true ? "year-closed" : "year-open", plain(year, 20)),
    type: "number",
  }));
  const body = make("tbody", {}, rows);
  const notice = make("p", { class: "notice" }, t("figures-notice"));
  const columns = [{ text: t("figure") }, ...headings];
  return section("figures", notice, table(t("figures-caption"), columns, body));
}

function figureRows(years) {
  return Object.entries(words().figures).map(([name, text]) =>
    figureRow(text, years.map(([, figures]) => figures[name]), name),
  );
}

function trancheRows(years, tranche) {
  return ["expected", "received"].map((side) => {
    const values = years.map(([, figures]) => figures[`tranche_${tranche}`]?.[side]);
    return figureRow(t(`tranche-${side}`, tranche), values);
  });
}

function figureRow(text, values, name = "") {
  const strong = ["refund_outstanding", "available", "carried_over"].includes(name);
  const cells = values.map((value) =>
    make("td", { class: "number" }, Number.isSafeInteger(value) ? money(value) : "–"),
  );
  const head = make("th", { scope: "row" }, text);
  return make("tr", { class: strong ? "strong" : null }, head, cells);
}
