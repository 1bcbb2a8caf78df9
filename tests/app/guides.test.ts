import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { guides } from "../../src/app/guides";
import { guideSearch, sectionsOf } from "../../src/app/guide-search";

const folder = "docs/how-to";
const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
const textOf = (id: string) => readFileSync(join(folder, `${id}.md`), "utf8");
const outsideCode = (text: string) => text.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replace(/\s+/g, "-");

/** All that the program can say, white space apart. */
const source = sources("src") + sources("server") + sources("cli");
function sources(under: string): string {
  return readdirSync(under)
    .map((name) => join(under, name))
    .map((path) => (statSync(path).isDirectory() ? sources(path) : /\.tsx?$/.test(path) ? readFileSync(path, "utf8") : ""))
    .join("\n");
}

describe("the guides", () => {
  it("are the texts of the folder, each with its title on top", () => {
    expect([...guides.ids].sort()).toEqual(files.map((name) => name.replace(/\.md$/, "")).sort());
    for (const { id } of guides) expect(sectionsOf(id, textOf(id))[0]!.title.length).toBeGreaterThan(3);
  });

  it.each(guides.ids)("%s: every link leads somewhere", (id) => {
    for (const [, target] of outsideCode(textOf(id)).matchAll(/\[[^\]]+\]\(([^)\s]+)\)/g)) {
      if (/^https:\/\//.test(target!)) continue;
      const [path, anchor] = target!.split("#") as [string, string?];
      const file = path === "" ? join(folder, `${id}.md`) : normalize(join(folder, path));
      expect(statSync(file).isFile(), `${target} in ${id}`).toBe(true);
      const titles = anchor === undefined ? [] : sectionsOf(file, readFileSync(file, "utf8")).map(({ title }) => anchorOf(title));
      if (anchor !== undefined) expect(titles, `${target} in ${id}`).toContain(anchor);
    }
  });

  it("quote messages that the program gives, to the letter", () => {
    const quoted = [...textOf("troubleshooting").matchAll(/^ *> (.+)$/gm)].map(([, message]) => message!);
    expect(quoted.length).toBeGreaterThan(15);
    for (const message of quoted)
      for (const part of message.split("…").map((words) => words.trim()))
        if (part.length > 3) expect(source.replaceAll('\\"', '"'), message).toContain(part);
  });
});

describe("the other texts", () => {
  const notes = ["README.md", "CONTRIBUTING.md", ...["docs", "docs/decisions", "notebooks"].flatMap(textsIn)];
  function textsIn(under: string): string[] {
    return readdirSync(under)
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(under, name));
  }

  it.each(notes)("%s: every link to a file leads to it, and to a heading of it", (path) => {
    for (const [, target] of outsideCode(readFileSync(path, "utf8")).matchAll(/\[[^\]]+\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto):/.test(target!)) continue;
      const [file, anchor] = target!.split("#") as [string, string?];
      const there = file === "" ? path : normalize(join(dirname(path), file));
      expect(existsSync(there), `${target} in ${path}`).toBe(true);
      if (anchor !== undefined && there.endsWith(".md"))
        expect(
          sectionsOf(there, readFileSync(there, "utf8")).map(({ title }) => anchorOf(title)),
          `${target} in ${path}`,
        ).toContain(anchor);
    }
  });
});

describe("the search over guides", () => {
  const find = guideSearch(guides.ids.flatMap((id) => sectionsOf(id, textOf(id))));

  it.each([
    ["finite range", "troubleshooting"],
    ["nothing answers", "troubleshooting"],
    ["declared only once", "troubleshooting"],
    ["worker stopped", "troubleshooting"],
    ["allow host", "write-a-notebook"],
    ["nginx", "deploy-to-production"],
    ["paravew", "work-with-other-systems"],
    ["lacunar", "measure-an-image"],
  ])("for %s finds %s", (words, guide) => {
    const hits = find(words);
    expect(hits.map((hit) => hit.guide)).toContain(guide);
    expect(hits[0]!.excerpt.length).toBeGreaterThan(20);
  });

  it("finds nothing for words that stand nowhere", () => expect(find("zyzzyva quux")).toEqual([]));

  it("does not take the comments of code for headings", () => {
    expect(sectionsOf("x", "# One\n```sh\n# two\n```\n## Three").map(({ title }) => title)).toEqual(["One", "Three"]);
  });
});
