// One year at a time on a screen; on paper they all follow each other.

const articles = all("article.year");

function showYear(number) {
  for (const article of articles) {
    article.classList.toggle("shown", article.dataset.year === number);
  }
  for (const link of all("[data-year-link]")) {
    const isShown = link.dataset.yearLink === number;
    if (isShown) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Bring what an address names into sight: its year, and what it is folded into.
function reveal(element) {
  const article = element.closest("article.year");
  if (article) showYear(article.dataset.year);
  for (let up = element; up; up = up.parentElement) {
    if (up.tagName === "DETAILS") up.open = true;
  }
  element.scrollIntoView();
}

function follow() {
  const named = byId(decodeURIComponent(location.hash.slice(1)));
  if (named) reveal(named);
}

function beginYears() {
  showYear(articles.at(-1)?.dataset.year);
  addEventListener("hashchange", follow);
  follow();
}
