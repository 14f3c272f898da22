// Step 16, for what is not there: erased by an event, or left out by whoever made the
// bundle, who has to say so.

const ERASED = "data-erased/1";

class Gone {
  // `redacted` are the units that the bundle says it lacks.
  constructor(log, redacted, found) {
    this.redacted = new Set(redacted);
    this.there = new Set();
    this.slots = new Map();
    this.documents = new Map();
    const leaves = new Map(
      log.leaves.filter((leaf) => leaf && typeOf(leaf)).map((leaf) => [leaf.n, leaf]),
    );
    for (const [at, leaf] of log.leaves.entries()) {
      if (leaf?.event.type !== ERASED) continue;
      const of = leaf.event.of < leaf.n ? leaves.get(leaf.event.of) : null;
      if (of) this.erase(leaf.event, of, { place: `${EVENTS}:${at + 1}`, found });
    }
  }

  erase({ slots, document }, of, { place, found }) {
    const known = new Set(slotsOf(of).map(([slot]) => slot));
    for (const slot of slots) {
      if (known.has(slot)) this.slots.set(`${of.n} ${slot}`, place);
      else found.add(place, "erased-nothing", { args: [of.n + 1, slot] });
    }
    const isAttached = of.event.type === ATTACHED;
    if (document && isAttached) this.documents.set(of.n, place);
    else if (document) found.add(place, "erased-no-document", { args: [of.n + 1] });
    // Without its digest nobody can say that a document is the one that was attached.
    if (isAttached && slots.includes("digest") && !this.documents.has(of.n)) {
      found.add(place, "erased-digest", { args: [of.n + 1] });
    }
  }

  // "erased", "redacted", or null where the value has to be there.
  why(leaf, slot) {
    if (this.redacted.has(unitOf(leaf, slot))) return "redacted";
    return this.placeOf(leaf, slot) ? "erased" : null;
  }

  placeOf(leaf, slot) {
    return this.slots.get(`${leaf.n} ${slot}`);
  }

  whyDocument(leaf) {
    if (this.documents.has(leaf.n)) return "erased";
    return this.redacted.has("documents") ? "redacted" : null;
  }
}

// What a bundle leaves out is named by type and slot, without the place in a list.
function unitOf(leaf, slot) {
  return `${leaf.event.type}.${slot.replace(/\/[0-9]+(?=\/)/g, "")}`;
}
