// Step 11: the bag (RFC 8493) lists exactly what is there, and every file is whole.

const BAGIT = "bagit.txt";
const BAG_INFO = "bag-info.txt";
const MANIFEST = "manifest-sha256.txt";
const TAG_MANIFEST = "tagmanifest-sha256.txt";
const UNLISTED = new Set([TAG_MANIFEST, `${TAG_MANIFEST}.sig`]);
const BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const REQUIRED = [
  BAGIT,
  BAG_INFO,
  MANIFEST,
  TAG_MANIFEST,
  "data/checkpoint",
  "data/disclosures.jsonl",
  "data/events.jsonl",
  "data/export.json",
];
const ENTRY_OCTETS_MAX = 2 ** 29;
const WORDS = "[!-~]+(?: [!-~]+)*";
const bagInfoForm = new RegExp(
  `^Bag-Software-Agent: (${WORDS})\n` +
    "Bagging-Date: ([0-9]{4}-[0-9]{2}-[0-9]{2})\n" +
    `External-Identifier: (${WORDS})\n` +
    "Payload-Oxum: ((?:0|[1-9][0-9]{0,18})[.](?:0|[1-9][0-9]{0,18}))\n$",
);
const manifestLine = /^([0-9a-f]{64}) {2}([!-~]{1,255})$/;

// The digests of all entries by name, what bag-info.txt says, and what was not read.
async function checkBag(container, found, tick) {
  for (const name of REQUIRED) {
    if (!container.entries.has(name)) found.add(name, "bag-missing");
  }
  const unread = [];
  const digests = await digestAll(container, found, { unread, tick });
  const text = async (name) => printedText(await container.read(name));
  if (container.entries.has(BAGIT) && (await text(BAGIT)) !== BAGIT_TXT) {
    found.add(BAGIT, "bag-bagit", { expected: BAGIT_TXT, found: await text(BAGIT) });
  }
  const info = container.entries.has(BAG_INFO)
    ? checkBagInfo(container, await text(BAG_INFO), found)
    : null;
  const listed = [...digests.keys()].filter((name) => !UNLISTED.has(name));
  for (const [manifest, payload] of [[MANIFEST, true], [TAG_MANIFEST, false]]) {
    if (!container.entries.has(manifest)) continue;
    const names = listed.filter((name) => isPayload(name) === payload);
    checkManifest(await text(manifest), { manifest, names, digests, found });
  }
  return { digests, info, unread };
}

// Tag files are ASCII: other bytes become letters that no form allows.
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const printedText = (bytes) => lenient.decode(bytes);

async function digestAll(container, found, { unread, tick }) {
  const digests = new Map();
  let read = 0;
  for (const entry of container.entries.values()) {
    if (entry.size > ENTRY_OCTETS_MAX) {
      unread.push(entry.name);
      digests.set(entry.name, null);
    } else {
      const content = await container.read(entry.name);
      const sides = { expected: hex32(entry.crc), found: hex32(crc32(content)) };
      if (sides.expected !== sides.found) found.add(entry.name, "bag-crc", sides);
      digests.set(entry.name, hexOf(await sha256(content)));
    }
    read += entry.size;
    tick(read, container.source.size);
  }
  return digests;
}

const hex32 = (number) => number.toString(16).padStart(8, "0");

function checkBagInfo(container, text, found) {
  const match = bagInfoForm.exec(text);
  if (!match) {
    found.add(BAG_INFO, "bag-info", { found: text });
    return null;
  }
  const [, agent, day, origin, oxum] = match;
  const sizes = container.names("data/").map((name) => container.entries.get(name).size);
  const octets = sizes.reduce((sum, size) => sum + size, 0);
  const pairs = [
    ["Payload-Oxum", `${octets}.${sizes.length}`, oxum],
    ["Bagging-Date", container.day, day],
  ];
  for (const [field, expected, said] of pairs) {
    if (expected !== said) {
      found.add(BAG_INFO, "bag-info-field", { args: [field], expected, found: said });
    }
  }
  return { agent, day, origin };
}

// Every way in which a manifest is not the one that lists exactly these names.
function checkManifest(text, { manifest, names, digests, found }) {
  const [known, unlisted] = [new Set(names), new Set(names)];
  const lines = text.split("\n");
  if (lines.pop() !== "") found.add(manifest, "manifest-end");
  let previous = "";
  for (const [at, line] of lines.entries()) {
    const place = `${manifest}:${at + 1}`;
    const [, digest, path] = manifestLine.exec(line) ?? [];
    if (!path) {
      found.add(place, "manifest-line", { found: line });
      continue;
    }
    if (path <= previous) found.add(place, "manifest-order", { found: path });
    previous = path;
    if (!known.has(path)) {
      found.add(place, "manifest-extra", { found: path });
    } else if (digests.get(path) !== null && digest !== digests.get(path)) {
      const sides = { expected: digest, found: digests.get(path) };
      found.add(path, "manifest-digest", { args: [place], ...sides });
    }
    unlisted.delete(path);
  }
  for (const path of unlisted) found.add(path, "manifest-lacks", { args: [manifest] });
}
