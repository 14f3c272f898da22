// SHA-256 by WebCrypto, one or many at a time, with a turn for the page in between.

const BATCH = 2048;
const HASH_OCTETS = 32;

const pause = () => new Promise((go) => setTimeout(go, 0));

// Whether the browser gives this page the means to check anything.
const canHash = () => Boolean(globalThis.crypto?.subtle);

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

// The hashes of `count` pieces, one after the other in one array.
async function sha256All(count, pieceAt, tick = () => {}) {
  const hashes = new Uint8Array(count * HASH_OCTETS);
  for (let start = 0; start < count; start += BATCH) {
    const length = Math.min(BATCH, count - start);
    const digests = await Promise.all(
      Array.from({ length }, (_, at) =>
        crypto.subtle.digest("SHA-256", pieceAt(start + at)),
      ),
    );
    digests.forEach((digest, at) =>
      hashes.set(new Uint8Array(digest), (start + at) * HASH_OCTETS),
    );
    tick(start + length, count);
    await pause();
  }
  return hashes;
}

function hashAt(hashes, index) {
  return hashes.subarray(index * HASH_OCTETS, (index + 1) * HASH_OCTETS);
}
