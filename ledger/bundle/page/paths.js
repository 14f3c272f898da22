// Which paths a bundle may hold: a closed list.

const NUMBER = "(?:0|[1-9][0-9]{0,15})";
const NO_DEVICE = "(?!(?:aux|con|nul|prn|com[0-9]|lpt[0-9])(?:[.]|$))";
const FILE_NAME = `${NO_DEVICE}[a-z0-9][a-z0-9.-]{0,63}`;
const SMALL_PATHS = [
  "bagit[.]txt",
  "bag-info[.]txt",
  "manifest-sha256[.]txt",
  "tagmanifest-sha256[.]txt(?:[.]sig)?",
  "HOW-TO-VERIFY[.]txt",
  "verify[.]html",
  "data/checkpoint(?:[.]cosigned)?",
  `data/checkpoints/${NUMBER}`,
  `data/anchors/${NUMBER}-${NUMBER}`,
  `data/rules/${FILE_NAME}[.]toml`,
  "data/export[.]json",
];
const LARGE_PATHS = [
  "data/events[.]jsonl",
  "data/disclosures[.]jsonl",
  "data/documents/[0-9a-f]{64}",
  `data/derived/${FILE_NAME}(?<![.])`,
];
const smallPath = new RegExp(`^(?:${SMALL_PATHS.join("|")})$`);
const allowedPath = new RegExp(`^(?:${[...SMALL_PATHS, ...LARGE_PATHS].join("|")})$`);

const PATH_FAULTS = [
  [/^(?:.*\/)?fetch[.]txt$/s, "path-fetch"],
  [/[^ -~]/, "path-letter"],
  [/^\/|^[A-Za-z]:|\\/, "path-absolute"],
  [/^(?:.*\/)?[.]{1,2}(?:\/.*)?$/s, "path-leads-out"],
  [/\/$/, "path-folder"],
];

// Why a bundle may not hold this path, as a key of the words; null when it may.
function pathFault(path) {
  if (allowedPath.test(path)) return null;
  const fault = PATH_FAULTS.find(([form]) => form.test(path));
  return fault ? fault[1] : "path-unknown";
}

const isPayload = (path) => path.startsWith("data/");
