// On paper everything is open, and every year is seen at its end, as the foot says.

const folded = [];
const days = new Map();

function unfold() {
  for (const details of all("details:not([open])")) {
    details.open = true;
    folded.push(details);
  }
  for (const line of timeLines.values()) {
    days.set(line, line.day);
    line.show(line.last);
  }
}

function fold() {
  for (const details of folded.splice(0)) details.open = false;
  for (const [line, day] of days) line.show(day);
  days.clear();
}

function beginPrint() {
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
}
