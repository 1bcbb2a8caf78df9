import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Names in the interfaces `…Slice` of src/state, each with the files that declare it. */
function declared(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of readdirSync("src/state").filter((name) => name.endsWith("-slice.ts"))) {
    const text = readFileSync(`src/state/${file}`, "utf8");
    for (const [, body] of text.matchAll(/^export interface \w+Slice \{\n([\s\S]*?)^\}/gm))
      for (const [, name] of body!.matchAll(/^ {2}(\w+)[?:(]/gm)) found.set(name!, [...(found.get(name!) ?? []), file]);
  }
  return found;
}

it("no two slices of the store have a name in common: the later would silently replace the earlier", () => {
  const all = declared();
  expect(all.size).toBeGreaterThan(200);
  expect([...all].filter(([, files]) => files.length > 1)).toEqual([]);
});
