// Public keys that may be trusted, and signatures of Ed25519 (RFC 8032) by WebCrypto.

const P = 2n ** 255n - 19n;
const D = modP(-121665n * powP(121666n, P - 2n));

function modP(number) {
  const rest = number % P;
  return rest < 0n ? rest + P : rest;
}

function powP(base, exponent) {
  let [result, square] = [1n, modP(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = modP(result * square);
    square = modP(square * square);
  }
  return result;
}

// Whether these bytes are a point of the curve, in one form, of an order above 8. For
// any other, a signature can hold for many texts at once.
function isStrong(key) {
  if (key.length !== 32) return false;
  const y = BigInt(`0x${hexOf(key.slice().reverse())}`) % 2n ** 255n;
  const yy = modP(y * y);
  const onCurve = powP((yy - 1n) * (D * yy + 1n), (P - 1n) / 2n) === 1n;
  return onCurve && y > 0n && y < P && modP(D * yy * yy + 2n * yy - 1n) !== 0n;
}

// Thrown where this browser has no Ed25519: nothing can be said of a signature.
class NoEd25519 extends Error {}

async function isSigned(text, { key, signature }) {
  if (signature.length !== 64) return false;
  try {
    const algorithm = { name: "Ed25519" };
    const verifier = await crypto.subtle.importKey("raw", key, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, verifier, signature, encoder.encode(text));
  } catch {
    throw new NoEd25519();
  }
}
