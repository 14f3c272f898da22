// The list of expenses, and only those of it that have something missing.

function beginFilter(article) {
  const box = article.querySelector("[data-filter]");
  if (!box) return;
  const lines = all("tbody.expense", article);
  const said = make("span", { role: "status", class: "soft" });
  box.closest(".filter").append(said);
  box.addEventListener("change", () => {
    for (const line of lines) line.hidden = box.checked && !line.dataset.lacks;
    const shown = lines.filter((line) => !line.hidden).length;
    said.textContent = filled(words.shown, { shown, count: lines.length });
  });
}
