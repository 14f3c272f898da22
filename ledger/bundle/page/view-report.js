// The answer: verdict and grade, facts, steps, findings, and what is not proven.

function showVerdict(result) {
  const { verdict } = result;
  const sign = make("span", { "aria-hidden": "true", class: "sign" }, SIGNS[verdict]);
  const [grade, meaning] = gradeOf(result);
  const more = [make("p", {}, t(`verdict-${verdict}-more`))];
  more.push(make("p", { class: "grade" }, make("strong", {}, grade), " – ", meaning));
  if (result.container && result.hashable === false) {
    more.push(make("p", {}, t("no-crypto")));
  }
  if (result.said?.redacted.length) more.push(make("p", {}, t("verdict-redacted")));
  if (result.log) more.push(make("p", { class: "not-computed" }, t("verdict-figures")));
  const warning = replacedWords(result);
  if (warning) more.unshift(make("p", { class: "warning" }, make("strong", {}, warning)));
  const heading = make("h2", { id: "verdict", tabindex: -1 }, sign);
  heading.append(t(`verdict-${verdict}`));
  return make("section", { class: `verdict ${verdict}` }, heading, more);
}

// That somebody put another key in the place of the school's, or null.
function replacedWords({ signing }) {
  const numbers = (signing?.replaced ?? []).slice(0, 5).map((number) => `#${number}`);
  return numbers.length ? t("verdict-replaced", numbers.join(", ")) : null;
}

function spokenVerdict(result) {
  const warning = replacedWords(result);
  return warning ? `${spokenOutcome(result)} ${warning}` : spokenOutcome(result);
}

function spokenOutcome({ verdict, findings }) {
  if (verdict !== "broken") return t(`done-${verdict}`);
  return findings.length === 1 ? t("done-broken-one") : t("done-broken", findings.length);
}

// The grade and its words; there is none where steps 3 to 13 did not hold.
function gradeOf({ findings, signing }) {
  const isUntrue = ({ code: number }) =>
    number !== CODE.surroundings && number <= CODE.signature;
  if (findings.some(isUntrue)) {
    return [t("grade-none"), t("grade-none-broken")];
  }
  if (!signing) return [t("grade-none"), t("grade-none-unchecked")];
  if (!signing.able) return [t("grade-none"), t("grade-none-unable")];
  return [signing.grade, t(`grade-${signing.grade}`)];
}

function showFacts(result) {
  const { log, signing, root } = result;
  const size = octets(result.octets);
  const pairs = [
    [t("fact-file"), foreign(result.name), ` (${size})`],
  ];
  if (log) {
    const key = signing?.named?.key?.text;
    pairs.push(
      log.opened && [t("fact-school"), foreign(shown(log.opened.school))],
      log.opened && [t("fact-origin"), code(shown(log.opened.origin))],
      [t("fact-events"), count(log.size)],
      [t("fact-span"), spanOf(log)],
      [t("fact-root"), code(root)],
      signing && [t("fact-key"), key ? code(key) : t("none")],
    );
  }
  return section("facts", terms(pairs.map((pair) => pair ?? null), { class: "facts" }));
}

function spanOf({ leaves }) {
  const read = leaves.filter((leaf) => leaf !== null);
  if (!read.length) return t("none");
  return t("span", moment(read[0].at), `${moment(read.at(-1).at)} UTC`);
}

function showSteps(result) {
  const rows = STEPS.map((step) => {
    const { state } = result.steps[step];
    const more = step === "signature" ? signatureWords(result, state) : `step-${step}-more`;
    const about = make("span", { class: "about" }, t(more));
    const name = make("th", { scope: "row" }, t(`step-${step}`), about);
    return make("tr", {}, name, make("td", {}, outcome(state)));
  });
  const headings = [{ text: t("step") }, { text: t("outcome") }];
  const body = make("tbody", {}, rows);
  return section("steps", table(t("steps-caption"), headings, body));
}

function signatureWords({ signing }, state) {
  if (state === "none") return "step-signature-none";
  return signing?.able === false ? "step-signature-unable" : "step-signature-more";
}

function showFindings({ findings, verdict }) {
  if (!findings.length) return null;
  const items = findings.map((finding) => {
    const place = finding.place === "key" ? t("place-key") : code(finding.place);
    const number = make("span", { class: "code" }, t("code", finding.code));
    const pairs = [
      [t("place"), place],
      finding.expected === null ? null : [t("expected"), code(finding.expected)],
      finding.found === null ? null : [t("found"), code(finding.found)],
    ];
    const words_ = make("p", {}, make("strong", {}, messageOf(finding)), " ", number);
    return make("li", {}, words_, terms(pairs));
  });
  const name = verdict === "broken" ? "findings" : "doubts";
  return section(name, make("ol", { class: "findings" }, items));
}

function showNotes(result) {
  const { said, signing, log, anchors, unread, aside } = result;
  const types = log?.unknown.keys() ?? [];
  const notes = [
    ["note-redacted", said?.redacted ?? []],
    ["note-witnesses", signing?.witnesses ?? []],
    ["note-timestamps", anchors?.timestamps ?? []],
    ["note-unknown", [...types].slice(0, 5)],
    ["note-unread", unread ?? []],
    ["note-aside", aside ?? []],
  ].filter(([, names]) => names.length);
  if (!notes.length) return null;
  const items = notes.map(([key, names]) =>
    make("li", {}, t(key, plain(names.join(", "), 2000))),
  );
  return section("notes", make("ul", {}, items));
}

function showUnproven({ signing }) {
  const keys = ["when", "figures", "omitted", "second", "true"];
  if (!signing?.trusted || signing.grade !== "SIGNED") keys.unshift("whose");
  const items = keys.map((key) => make("li", {}, t(`unproven-${key}`)));
  return section("not-proven", make("ul", {}, items));
}

function section(name, ...children) {
  const heading = make("h2", { id: `heading-${name}` }, t(name));
  const attributes = { "aria-labelledby": `heading-${name}`, class: name };
  return make("section", attributes, heading, children);
}
