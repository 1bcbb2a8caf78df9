import MiniSearch from "minisearch";

/** A part of a guide under one heading. */
export interface GuideSection {
  guide: string;
  /** Place of its heading in the guide, from 0. */
  heading: number;
  title: string;
  text: string;
}

export interface GuideHit extends Pick<GuideSection, "guide" | "heading" | "title"> {
  /** The words around the first that was found. */
  excerpt: string;
}

/** Parts a guide at its headings. Fenced code belongs to the part that it stands in. */
export function sectionsOf(guide: string, markdown: string): GuideSection[] {
  const sections: GuideSection[] = [];
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
      continue;
    }
    const title = fenced ? undefined : /^#{1,6}\s+(.+)$/.exec(line)?.[1];
    if (title !== undefined) sections.push({ guide, heading: sections.length, title: plain(title), text: "" });
    else if (sections.length > 0) sections.at(-1)!.text += `${fenced ? line : plain(line)}\n`;
  }
  return sections;
}

/** Finds sections by words: beginnings and small misspellings count, headings more than text. */
export function guideSearch(sections: readonly GuideSection[]): (words: string) => GuideHit[] {
  const index = new MiniSearch<GuideSection & { id: number }>({ fields: ["title", "text"] });
  index.addAll(sections.map((section, id) => ({ ...section, id })));
  return (words) =>
    index.search(words, { prefix: true, fuzzy: 0.2, boost: { title: 3 }, combineWith: "AND" }).map(({ id, terms }) => {
      const { guide, heading, title, text } = sections[id as number]!;
      return { guide, heading, title, excerpt: excerptOf(text, terms) };
    });
}

/** Letters before and after the first word found. */
const around = 70;

function excerptOf(text: string, terms: readonly string[]): string {
  const flat = text.replace(/\s+/g, " ").trim();
  const places = terms.map((term) => flat.toLowerCase().indexOf(term)).filter((at) => at >= 0);
  const at = places.length > 0 ? Math.min(...places) : 0;
  const from = at <= around ? 0 : flat.indexOf(" ", at - around) + 1;
  const to = Math.min(flat.length, at + around);
  return `${from > 0 ? "… " : ""}${flat.slice(from, to)}${to < flat.length ? " …" : ""}`;
}

/** Words without the marks of Markdown. */
const plain = (line: string): string => line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*>|]|^\s*(?:[-#]+|\d+\.)\s/g, "");
