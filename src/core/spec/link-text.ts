import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { WorkbenchError } from "../errors";
import { canonicalJson } from "./hash";

/** Form of the text: first version, deflated JSON, base64url. */
const prefix = "1.";
/** Longer links are cut by chat programs and mail readers. */
const maxLength = 8000;
/** No honest document unpacks to more. */
const maxBytes = 1_000_000;

/**
 * A document of plain JSON as text for the fragment of a URL, which no server sees.
 * @param what how the document is called in the message, such as `spec`.
 * @throws WorkbenchError `link/broken` when it is too long for a link: it is to be shared as a file.
 */
export function toLinkText(document: object, what: string): string {
  const text = prefix + toBase64Url(deflateSync(strToU8(canonicalJson(document)), { level: 9 }));
  if (text.length > maxLength)
    throw new WorkbenchError("link/broken", [], `this ${what} is too long for a link; export it as a JSON file and share that`);
  return text;
}

/**
 * The document of a link, as yet unchecked.
 * @throws WorkbenchError `link/broken` when the text is damaged or cut.
 */
export function fromLinkText(text: string, what: string): unknown {
  const broken = (how: string) => new WorkbenchError("link/broken", [], `this link ${how}; ask for it again, or for the ${what} as a JSON file`);
  if (!text.startsWith(prefix)) throw broken(/^\d+\./.test(text) ? "was made by a newer workbench" : `does not hold a ${what}`);
  try {
    return JSON.parse(strFromU8(inflateSync(fromBase64Url(text.slice(prefix.length)), { out: new Uint8Array(maxBytes) })));
  } catch {
    throw broken("is damaged or was cut off");
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < digits; k++) text += alphabet[(word >> (18 - 6 * k)) & 63];
  }
  return text;
}

function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [word, bits, length] = [0, 0, 0];
  for (const digit of text) {
    const value = alphabet.indexOf(digit);
    if (value < 0) throw new Error(`"${digit}" is no digit of base64url`);
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[length++] = (word >> (bits -= 8)) & 255;
  }
  return bytes;
}
