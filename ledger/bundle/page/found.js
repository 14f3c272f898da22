// What the steps found: lists that do not grow without end, and faults in words.

const FOUND_MAX = 100;

const CODE = {
  surroundings: 3,
  container: 10,
  manifest: 11,
  log: 12,
  signature: 13,
  sealed: 16,
  claims: 17,
  incomplete: 18,
  page: 70,
};

// Something that is not as it should be: `key` names its words (messages-*.js).
class Fault {
  constructor(key, { args = [], expected = null, found = null } = {}) {
    Object.assign(this, { key, args, expected, found });
  }
}

// The findings of one step, all of them with its code.
class Found {
  constructor(code) {
    this.code = code;
    this.list = [];
    this.full = false;
  }

  add(place, key, { args = [], expected = null, found = null } = {}) {
    if (this.full) return;
    const more = this.list.length === FOUND_MAX;
    this.full = more;
    this.list.push({
      code: this.code,
      place: plain(place),
      key: more ? "more" : key,
      args: more ? [FOUND_MAX] : args.map((arg) => plain(shown(arg))),
      expected: more || expected === null ? null : plain(shown(expected)),
      found: more || found === null ? null : plain(shown(found)),
    });
  }

  addFault(place, fault) {
    if (!(fault instanceof Fault)) throw fault;
    this.add(place, fault.key, fault);
  }
}
