// The dialog that explains: one view at a time, and the way back to those before.

const dialog = byId("dialog");
const trail = [];
let opener = null;

// Show a view: a function that gives its title and what it says.
function explain(view) {
  if (!dialog.open) {
    opener = document.activeElement;
    trail.length = 0;
    dialog.showModal();
  }
  trail.push(view);
  showView();
}

function showView() {
  const { title, body } = trail.at(-1)();
  const heading = byId("dialog-title");
  heading.textContent = title;
  dialog.querySelector(".dialog-body").replaceChildren(...body.filter((each) => each !== null));
  dialog.querySelector(".back").hidden = trail.length < 2;
  dialog.scrollTop = 0;
  heading.focus();
}

function goBack() {
  trail.pop();
  showView();
}

function beginDialog() {
  dialog.querySelector(".back").addEventListener("click", goBack);
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => opener?.focus());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
