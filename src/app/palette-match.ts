/**
 * How well an entry fits what was typed, from 0 for not at all to 1: every word that was typed stands in one of its texts. What begins the title
 * comes first, then what begins a word of it, then what is in it, then what is only in the texts beside it.
 * @param title in the language of the page.
 * @param beside its title in English, its group, and what it is about.
 */
export function fit(sought: string, title: string, beside: readonly string[]): number {
  const [whole, name] = [plain(sought), plain(title)];
  const words = whole.split(/\s+/).filter(Boolean);
  const rest = plain(beside.join(" "));
  if (!words.every((word) => name.includes(word) || rest.includes(word))) return 0;
  if (name === whole) return 1;
  if (name.startsWith(whole)) return 0.9;
  const begins = (word: string) => name.split(/[\s–—/(,-]+/).some((part) => part.startsWith(word));
  if (words.every(begins)) return 0.7;
  return words.every((word) => name.includes(word)) ? 0.5 : 0.2;
}

/** Without capitals and accents; a dash of any length is a hyphen, as keyboards have it. */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[‐-―]/g, "-")
    .toLowerCase()
    .trim();
