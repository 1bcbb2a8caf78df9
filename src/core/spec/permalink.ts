import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { WorkbenchError } from "../errors";
import { canonicalJson } from "./hash";
import type { RunSpec, RunSpecInput } from "./run-spec";
import { validateForm } from "./validate";

/** Form of the text: first version, deflated JSON, base64url. */
const prefix = "1.";
/** Longer links are cut by chat programs and mail readers. */
const maxLength = 8000;
/** No honest spec unpacks to more. */
const maxSpecBytes = 1_000_000;

/**
 * The spec as text for the fragment of a URL, which no server sees.
 * @throws WorkbenchError `link/broken` when the spec is too long for a link: it is to be shared as a file.
 */
export function toPermalink(spec: RunSpec): string {
  const text = prefix + toBase64Url(deflateSync(strToU8(canonicalJson(spec)), { level: 9 }));
  if (text.length > maxLength)
    throw new WorkbenchError("link/broken", [], "this spec is too long for a link; export it as a JSON file and share that");
  return text;
}

/**
 * The spec of a link, checked in form; `complete` checks it against its model.
 * @throws WorkbenchError `link/broken` when the text is damaged or cut; spec errors when it unpacks to a spec that is wrong.
 */
export function fromPermalink(text: string): RunSpecInput {
  const broken = (what: string) => new WorkbenchError("link/broken", [], `this link ${what}; ask for it again, or for the spec as a JSON file`);
  if (!text.startsWith(prefix)) throw broken(/^\d+\./.test(text) ? "was made by a newer workbench" : "does not hold a spec");
  let document: unknown;
  try {
    document = JSON.parse(strFromU8(inflateSync(fromBase64Url(text.slice(prefix.length)), { out: new Uint8Array(maxSpecBytes) })));
  } catch {
    throw broken("is damaged or was cut off");
  }
  return validateForm(document);
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
