import { WorkbenchError } from "../core/errors";

/**
 * The text of a file: UTF-8 or UTF-16 by its byte order mark (which is taken off), UTF-8 without one, else Windows-1252.
 * @throws WorkbenchError `data/unreadable` for bytes that are no text.
 */
export function decodeText(name: string, bytes: Uint8Array, warnings: string[]): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.subarray(0, 4096).includes(0))
    throw new WorkbenchError("data/unreadable", [name], "this is not a text file: it holds zero bytes. Save the table as CSV");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    warnings.push("The text is not UTF-8 and was read as Windows-1252.");
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
