// What the report says: texts and their places, told and computed before.

const report = JSON.parse(byId("data").textContent);
const words = report.words;
const textAt = (place) => report.texts[place];

// A step of a year: from which day on it holds, and what it says.
class Step {
  constructor([place, closed, texts, shapes], slots) {
    Object.assign(this, { place, closed: Boolean(closed), shapes, texts, slots });
  }

  text(slot) {
    return textAt(this.texts[this.slots.indexOf(slot)]);
  }
}

// A part of a figure on the steps from `first` to `last`.
function partOf([figure, first, last, amount, text, day, rule, other, events]) {
  return {
    figure, first, last, rule, other, events,
    amount: textAt(amount), text: textAt(text), day: textAt(day),
  };
}

// A year: its days, its steps, and the parts of every figure.
class Year {
  constructor({ days, slots, steps, figures, parts }) {
    this.days = days;
    this.figures = figures;
    this.steps = steps.map((step) => new Step(step, slots));
    this.parts = new Map(Object.keys(figures).map((name) => [name, []]));
    for (const part of parts.map(partOf)) this.parts.get(part.figure).push(part);
  }

  // The index of the last step up to a day.
  stepOn(day) {
    return this.steps.findLastIndex((step) => step.place <= day);
  }

  partsOn(name, index) {
    return this.parts.get(name).filter(({ first, last }) => first <= index && index <= last);
  }
}

const years = new Map(
  Object.entries(report.years).map(([number, year]) => [number, new Year(year)]),
);
const documentsOf = (number) => report.documents[number] ?? [];
