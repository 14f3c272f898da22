// Bytes and text: hexadecimal, base64, UTF-8, and foreign text made fit to be shown.

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64Of(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

// Standard base64 in its only form, and not empty; null for anything else.
function bytesOfBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return bytes.length && base64Of(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

// The text of these bytes, or null where they are not UTF-8.
function textOf(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

const PRINTED_MAX = 100;
const SHOWN_MAX = 400;

// Foreign bytes as short ASCII.
function printable(bytes) {
  const letters = Array.from(bytes.subarray(0, PRINTED_MAX), (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`,
  ).join("");
  return bytes.length > PRINTED_MAX ? `${letters}…` : letters;
}

// Letters that are not seen, or that turn the letters around them, as their numbers.
function plain(text, max = SHOWN_MAX) {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (letter) => `\\u{${letter.codePointAt(0).toString(16)}}`,
  );
}

// A value of JSON as text; its own `String` is not to be relied on.
const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value) ?? "");

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc >>> 0;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) {
    crc = CRC_TABLE[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
