/** The digits of lz-string's compressToEncodedURIComponent: those of base64, with signs that an address may hold. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

/** More text than any set of options has; a short link could otherwise claim gigabytes. */
const mostCharacters = 2 ** 22;

/**
 * The text that lz-string (pieroxy.net/blog/pages/lz-string) packed for an address: codes of a growing width, LZ78 with a dictionary
 * that begins with three marks (a character of 8 bits, one of 16, the end).
 * @returns null for what is no such text.
 */
export function decompressFromUri(packed: string): string | null {
  const read = bitsOf(packed.replace(/ /g, "+"));
  let width = 3;
  /** Codes until they take one more bit. */
  let left = 4;
  const entries: string[] = ["", "", ""];
  const newCharacter = (mark: number): string | null => {
    const code = read(mark === 0 ? 8 : 16);
    return code === null ? null : String.fromCharCode(code);
  };
  const grow = () => {
    if (--left > 0) return;
    left = 2 ** width;
    width++;
  };
  const first = read(2);
  if (first === 2) return "";
  const begin = first === 0 || first === 1 ? newCharacter(first) : null;
  if (begin === null) return null;
  entries.push(begin);
  let before = begin;
  const parts = [begin];
  let length = 1;
  for (;;) {
    let code = read(width);
    if (code === null) return null;
    if (code === 2) return parts.join("");
    if (code < 2) {
      const character = newCharacter(code);
      if (character === null) return null;
      code = entries.push(character) - 1;
      grow();
    }
    const entry = entries[code] ?? (code === entries.length ? before + before[0]! : null);
    if (entry === null || length + entry.length > mostCharacters) return null;
    parts.push(entry);
    length += entry.length;
    entries.push(before + entry[0]!);
    grow();
    before = entry;
  }
}

/** Reads numbers of so many bits, the lowest bit first, from digits whose highest bit comes first; null past the end. */
function bitsOf(packed: string): (count: number) => number | null {
  const digits = [...packed].map((digit) => alphabet.indexOf(digit));
  let at = 0;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) {
      const digit = digits[Math.floor(at / 6)];
      if (digit === undefined || digit < 0) return null;
      value += ((digit >> (5 - (at % 6))) & 1) * 2 ** bit;
    }
    return value;
  };
}
