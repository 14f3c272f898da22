// The page itself: files come in, the language is chosen, the answer is shown.

const state = { result: null, events: null, given: null, turn: 0 };

function translate() {
  document.documentElement.lang = language;
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  document.body.dataset.drop = t("drop-here");
  say("");
  keySays("");
  if (state.result) render();
}

function say(text) {
  byId("status").textContent = text;
}

function render() {
  const { result, events } = state;
  const parts = [
    showVerdict(result),
    showFacts(result),
    showFindings(result),
    showSteps(result),
    showUnproven(result),
    showNotes(result),
    showFigures(result),
    events ? events.render() : null,
  ];
  byId("result").replaceChildren(...parts.filter((part) => part !== null));
  byId("result").hidden = false;
  document.title = `${t(`verdict-${result.verdict}`)} – ${plain(result.name, 80)}`;
}

// Check a file; one that is chosen while another is being checked takes its place.
async function take(file) {
  state.turn += 1;
  const { turn } = state;
  const isCurrent = () => turn === state.turn;
  byId("result").hidden = true;
  byId("progress").hidden = false;
  const progress = progressOf(isCurrent);
  const result = await check(file, { given: state.given, progress });
  // The key may have been given meanwhile.
  if (result.signing && result.given !== state.given) await signAgain(result, state.given);
  if (!isCurrent()) return;
  byId("progress").hidden = true;
  show(result);
}

function show(result) {
  state.result = result;
  keySays("");
  state.events = result.signing ? new EventTable(result) : null;
  announce();
}

// Show the answer from its verdict on, and say it.
function announce() {
  render();
  say(spokenVerdict(state.result));
  byId("verdict").focus({ preventScroll: true });
  byId("verdict").parentElement.scrollIntoView();
}

function progressOf(isCurrent) {
  let said = "";
  return (step, part) => {
    if (!isCurrent()) return;
    byId("progress").value = part;
    if (step !== said) say(t("checking", t(`step-${step}`), "…"));
    said = step;
  };
}

async function useKey(event) {
  event.preventDefault();
  const text = byId("key").value.trim();
  byId("key").removeAttribute("aria-invalid");
  keySays("");
  try {
    state.given = text ? await parseVkey(text) : null;
  } catch (error) {
    byId("key").setAttribute("aria-invalid", "true");
    const known = error instanceof Fault;
    keySays(t("key-wrong", known ? messageOf(error) : t("no-crypto")));
    return;
  }
  if (!state.result?.signing) {
    keySays(text ? t("key-used") : "");
    return;
  }
  await signAgain(state.result, state.given);
  announce();
}

const keySays = (text) => {
  byId("key-says").textContent = text;
};

function chooseOne(files) {
  if (files.length === 1) take(files[0]);
  else say(t("drop-one"));
}

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

function listen() {
  byId("file").addEventListener("change", (event) => {
    if (event.target.files.length) chooseOne(event.target.files);
    event.target.value = "";
  });
  byId("key-form").addEventListener("submit", useKey);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      language = button.dataset.language;
      translate();
    });
  }
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dragging");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dragging");
    if (!holdsFiles(event)) return;
    event.preventDefault();
    chooseOne(event.dataTransfer.files);
  });
}

listen();
translate();
