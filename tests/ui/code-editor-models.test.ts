import { afterEach, describe, expect, it } from "vitest";
import { endModels, keptModel, modelPaths } from "../../src/ui/code-editor-models";

afterEach(() => endModels(() => false));

/** A model that counts its ends. */
function counting() {
  const ended: string[] = [];
  return { ended, make: (path: string) => () => ({ path, dispose: () => void ended.push(path) }) };
}

describe("models of texts", () => {
  it("are made once and kept while their text is there", () => {
    const { make } = counting();
    const first = keptModel("n/a.ts", make("n/a.ts"));
    expect(keptModel("n/a.ts", make("n/a.ts"))).toBe(first);
    endModels((path) => path === "n/a.ts");
    expect(modelPaths()).toEqual(["n/a.ts"]);
  });

  it("go with their texts: of fifty cells that were opened and deleted, none is left", () => {
    const { ended, make } = counting();
    const paths = Array.from({ length: 50 }, (_, i) => `n/cell-${i}.ts`);
    for (const path of paths) keptModel(path, make(path));
    endModels((path) => path !== "n/cell-7.ts");
    expect(ended).toEqual(["n/cell-7.ts"]);
    endModels(() => false);
    expect(modelPaths()).toEqual([]);
    expect(new Set(ended)).toEqual(new Set(paths));
    expect(ended).toHaveLength(50);
  });
});
