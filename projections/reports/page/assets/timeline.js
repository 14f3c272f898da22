// The time line of a year: a day is chosen, and everything that has a day follows it.

const SPEAK_AFTER_MS = 400;

class TimeLine {
  constructor(article, year) {
    this.article = article;
    this.year = year;
    this.slider = article.querySelector("input[type=range]");
    this.last = Number(this.slider.max);
    this.slots = new Map();
    for (const element of all("[data-slot]", article)) {
      const { slot } = element.dataset;
      this.slots.set(slot, [...(this.slots.get(slot) ?? []), element]);
    }
    this.shapes = all("[data-shape]", article);
    this.dated = all("[data-day]", article).map((element) => ({
      element, day: Number(element.dataset.day), isLater: false,
    }));
    this.step = year.steps.length - 1;
    this.day = this.last;
    this.#listen();
  }

  #listen() {
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    for (const button of all("[data-to]", this.article)) {
      button.addEventListener("click", () => this.show(Number(button.dataset.to)));
    }
    for (const button of all("[data-step]", this.article)) {
      button.addEventListener("click", () => this.move(Number(button.dataset.step)));
    }
  }

  // Go to the change before, or to the next one.
  move(direction) {
    const places = this.year.steps.map((step) => step.place);
    const found = direction < 0
      ? places.findLast((place) => place < this.day)
      : places.find((place) => place > this.day);
    if (found !== undefined) this.show(found);
  }

  show(day) {
    this.day = day;
    this.slider.value = day;
    const said = this.year.days[day];
    this.slider.setAttribute("aria-valuetext", said);
    this.article.querySelector("output").textContent = said;
    this.#showStep(this.year.stepOn(day));
    this.#showCursor();
    this.#markLater();
    this.#speak();
  }

  #showStep(index) {
    if (index === this.step) return;
    this.step = index;
    const { slots, texts, shapes } = this.year.steps[index];
    slots.forEach((slot, at) => {
      for (const element of this.slots.get(slot) ?? []) {
        element.textContent = textAt(texts[at]);
      }
    });
    this.shapes.forEach((shape, at) => moveShape(shape, shapes[2 * at], shapes[2 * at + 1]));
  }

  #showCursor() {
    const cursor = this.article.querySelector(".cursor");
    const x = (1000 * this.day) / Math.max(1, this.last);
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
  }

  // Mark what had not happened yet, in words too.
  #markLater() {
    this.article.querySelector(".still").hidden = this.day === this.last;
    for (const line of this.dated) {
      const isLater = line.day > this.day;
      if (isLater === line.isLater) continue;
      line.isLater = isLater;
      line.element.classList.toggle("later", isLater);
      const yet = line.element.querySelector(".yet");
      if (isLater && !yet) {
        placeOfMark(line.element).append(" ", make("span", { class: "yet" }, words.later));
      } else if (!isLater) yet?.remove();
    }
  }

  // Say the day and the refund, once the day stays as it is.
  #speak() {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      const step = this.year.steps[this.step];
      this.article.querySelector("[role=status]").textContent = filled(words.announce, {
        day: this.year.days[this.day],
        label: step.text("refund"),
        amount: step.text("refund_due"),
      });
    }, SPEAK_AFTER_MS);
  }
}

// Where a line says that it is not yet: an expense beside its day, any other at its end.
function placeOfMark(element) {
  return element.tagName === "TBODY" ? element.querySelector("td") : element.lastElementChild;
}

// Lay a shape where a step has it, in thousandths.
function moveShape(shape, start, width) {
  const at = `${start / 10}%`;
  if (shape.dataset.shape === "mark") {
    shape.setAttribute("x1", at);
    shape.setAttribute("x2", at);
  } else {
    shape.setAttribute("x", at);
    shape.setAttribute("width", `${width / 10}%`);
  }
}

const timeLines = new Map(
  articles.map((article) => [
    article.dataset.year,
    new TimeLine(article, years.get(article.dataset.year)),
  ]),
);
