import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { families } from "../../src/core/define/model";
import { models } from "../../src/core/models/index";
import { thumbnailSpec } from "../../src/core/spec/thumbnail";
import { complete } from "../../src/core/spec/complete";
import { hashSpec } from "../../src/core/spec/hash";
import { arrowTarget } from "../../src/panels/gallery-arrows";
import { bestMatch, galleryGroups, searchGallery } from "../../src/panels/gallery-entries";

const fileOf = (id: string) => fileURLToPath(new URL(`../../public/thumbnails/${id}.png`, import.meta.url));

describe("a model's picture", () => {
  it.each([...models].map((model) => [model.id, model] as const))("%s has one, made from its present equations and preset", (id, model) => {
    expect(existsSync(fileOf(id)), `make it: node scripts/thumbnails.mjs ${id}`).toBe(true);
    const bytes = readFileSync(fileOf(id));
    expect(bytes.length).toBeLessThan(8192);
    expect(decode(bytes).text["mfn:spec-hash"], `make it anew: node scripts/thumbnails.mjs ${id}`).toBe(
      hashSpec(complete(thumbnailSpec(model)).spec),
    );
  });

  it("takes 400 kB with all the others at most", () => {
    const sizes = models.ids.filter((id) => existsSync(fileOf(id))).map((id) => statSync(fileOf(id)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400 * 1024);
  });
});

describe("the gallery", () => {
  const own = [{ id: "own-1", title: "Réaction à moi", spec: { species: { u: {} }, equations: { u: "laplacian(u) - u" } } }];
  const groups = galleryGroups(models, own);

  it("shows every model once, in groups of what they are about, one's own first", () => {
    expect(groups[0]!.title).toBe("Yours");
    const shown = groups.slice(1).flatMap(({ entries }) => entries.map(({ id }) => id));
    expect([...shown].sort()).toEqual([...models.ids].sort());
    const order = groups.slice(1).map(({ title }) => families.indexOf(title as (typeof families)[number]));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it.each([...models].map((model) => [model.id, model] as const))("knows what %s is about", (_, { family }) => expect(families).toContain(family));

  it("finds by words of the title, the summary, the fields and the source, whatever dashes and accents", () => {
    const found = (query: string) => searchGallery(groups, query).flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(found("gray scott")).toEqual(["gray-scott"]);
    expect(found("PEARSON 1993")).toContain("gray-scott");
    expect(found("autocatalyst")).toContain("gray-scott");
    expect(found("reaction a moi")).toEqual(["own-1"]);
    expect(found("no such words")).toEqual([]);
    expect(bestMatch(searchGallery(groups, "wave equation"), "wave equation")?.id).toBe("wave");
    expect(bestMatch([], "gray")).toBeNull();
    expect(found("  ")).toHaveLength(models.ids.length + 1);
  });
});

describe("arrow keys", () => {
  // Two groups: five cards in rows of three, then two.
  const places = [
    { x: 0, top: 0 },
    { x: 1, top: 0 },
    { x: 2, top: 0 },
    { x: 0, top: 1 },
    { x: 1, top: 1 },
    { x: 0, top: 3 },
    { x: 1, top: 3 },
  ];

  it("go to the next card sideways and stay at the ends", () => {
    expect(arrowTarget("ArrowRight", 2, places)).toBe(3);
    expect(arrowTarget("ArrowLeft", 0, places)).toBe(0);
    expect(arrowTarget("ArrowRight", 6, places)).toBe(6);
    expect(arrowTarget("End", 1, places)).toBe(6);
    expect(arrowTarget("Home", 5, places)).toBe(0);
  });

  it("go to the nearest card of the next row, across groups", () => {
    expect(arrowTarget("ArrowDown", 2, places)).toBe(4);
    expect(arrowTarget("ArrowDown", 4, places)).toBe(6);
    expect(arrowTarget("ArrowUp", 6, places)).toBe(4);
    expect(arrowTarget("ArrowDown", 6, places)).toBe(6);
  });

  it("lead out of the cards from the first row, and other keys nowhere", () => {
    expect(arrowTarget("ArrowUp", 1, places)).toBeNull();
    expect(arrowTarget("a", 1, places)).toBeNull();
  });
});
