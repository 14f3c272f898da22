// The Merkle tree of RFC 6962 over the lines of the log.

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

class Tree {
  // `levels[k]` holds the hashes of the complete subtrees of 2 ** k leaves.
  constructor(levels) {
    this.levels = levels;
    this.size = levels[0].length / HASH_OCTETS;
  }

  static async over(lines, tick) {
    const leaf = (at) => joined(LEAF, lines[at]);
    const levels = [await sha256All(lines.length, leaf, tick)];
    for (let below = levels[0]; below.length >= 2 * HASH_OCTETS; below = levels.at(-1)) {
      const pairs = Math.floor(below.length / HASH_OCTETS / 2);
      const pair = (at) =>
        joined(NODE, hashAt(below, 2 * at), hashAt(below, 2 * at + 1));
      levels.push(await sha256All(pairs, pair));
    }
    return new Tree(levels);
  }

  leaf(index) {
    return hashAt(this.levels[0], index);
  }

  // The root of the first `size` leaves, which are at most those that are there.
  async root(size) {
    const peaks = [];
    let start = 0;
    for (let level = this.levels.length - 1; level >= 0; level -= 1) {
      const width = 2 ** level;
      if (start + width <= size) {
        peaks.push(hashAt(this.levels[level], start / width));
        start += width;
      }
    }
    let root = peaks.pop() ?? (await sha256(new Uint8Array()));
    while (peaks.length) root = await sha256(joined(NODE, peaks.pop(), root));
    return root;
  }
}
