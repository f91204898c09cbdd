// How many SMS a text becomes, while it is typed. The rule is portal/sms/segments.py; both are held to the same cases.

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("\f^{}\\[~]|€");
const KINDS = { "GSM-7": { alone: 160, joined: 153 }, "UCS-2": { alone: 70, joined: 67 } };

/**
 * Encoding, units, segments, and how many units are left in the last segment.
 * @param {string} text @returns {{encoding: "GSM-7" | "UCS-2", units: number, segments: number, left: number}}
 */
export function measure(text) {
  const signs = [...text];
  const plain = signs.every((sign) => BASIC.has(sign) || EXTENSION.has(sign));
  const encoding = plain ? "GSM-7" : "UCS-2";
  const widths = signs.map((sign) => (plain ? (EXTENSION.has(sign) ? 2 : 1) : sign.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { alone, joined } = KINDS[encoding];
  if (units <= alone) return { encoding, units, segments: 1, left: alone - units };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > joined) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments, left: joined - used };
}

/** The text without Vietnamese marks and with plain signs for typographic ones. @param {string} text */
export function plain(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D")
    .replace(/[‘’‚]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[–—]/g, "-")
    .replace(/…/g, "...")
    .replace(/\u00a0/g, " ");
}
