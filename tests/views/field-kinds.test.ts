import { describe, expect, it } from "vitest";
import { fieldKinds, kindNamed } from "../../src/views/field-kinds/index";

describe("kinds of view", () => {
  it("each says what it shows, and a second field goes with a first", () => {
    for (const { title, note, settings } of fieldKinds) {
      expect(title).toMatch(/^[A-Z]/);
      expect(note.length).toBeGreaterThan(10);
      if (settings.includes("second")) expect(settings).toContain("field");
    }
  });
  it("one that is not known is a heat map", () => expect(kindNamed("isosurface").id).toBe("heat-map"));
});
