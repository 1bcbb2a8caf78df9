import { WorkbenchError } from "../core/errors";

/**
 * The text of a file: UTF-8 or UTF-16 by its byte order mark (which is taken off), UTF-8 without one, else Windows-1252.
 * @throws WorkbenchError `data/unreadable` for bytes that are no text.
 */
export function decodeText(name: string, bytes: Uint8Array, warnings: string[]): string {
  try {
    return decoderFor(name, bytes, "utf-8").decode(bytes);
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    warnings.push(notUtf8);
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What is told of a text that `decodeText` had to read in another encoding. */
export const notUtf8 = "The text is not UTF-8 and was read as Windows-1252.";

/** How bytes without a byte order mark are read. */
export type Encoding = "utf-8" | "windows-1252";

/**
 * The text of a file that comes in pieces, every line end as "\n".
 * @throws TypeError for bytes that are not UTF-8: begin again with Windows-1252. WorkbenchError `data/unreadable` for bytes that are no text.
 */
export function textPieces(name: string, encoding: Encoding): (bytes: Uint8Array, last: boolean) => string {
  let decoder: TextDecoder | null = null;
  /** A "\r" at the end of a piece, whose "\n" may begin the next. */
  let held = "";
  return (bytes, last) => {
    decoder ??= decoderFor(name, bytes, encoding);
    const text = held + decoder.decode(bytes, { stream: !last });
    held = !last && text.endsWith("\r") ? "\r" : "";
    const complete = held === "" ? text : text.slice(0, -1);
    return complete.includes("\r") ? complete.replace(/\r\n?/g, "\n") : complete;
  };
}

/** @param bytes the first of the file. */
function decoderFor(name: string, bytes: Uint8Array, encoding: Encoding): TextDecoder {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le");
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be");
  if (bytes.subarray(0, 4096).includes(0))
    throw new WorkbenchError("data/unreadable", [name], "this is not a text file: it holds zero bytes. Save the table as CSV");
  return new TextDecoder(encoding, { fatal: encoding === "utf-8" });
}
