// The page comes to life: without this it shows everything at the end of its years.

document.documentElement.classList.add("live");
beginYears();
beginDialog();
beginNotes();
beginPrint();
for (const article of articles) beginFilter(article);
