import { describe, expect, it } from "vitest";
import { neighbour, withAnswer, withRead } from "../../src/state/notebook-reading";

const cells = [{ id: "a" }, { id: "b" }, { id: "c" }];

describe("the cell beside another", () => {
  it("is held at both ends", () => {
    expect(neighbour(cells, "a", 1)).toBe("b");
    expect(neighbour(cells, "c", 1)).toBe("c");
    expect(neighbour(cells, "a", -1)).toBe("a");
  });
  it("is the first or the last where none is chosen", () => {
    expect(neighbour(cells, null, 1)).toBe("a");
    expect(neighbour(cells, "gone", -1)).toBe("c");
  });
  it("is none where there are no cells", () => expect(neighbour([], null, 1)).toBeNull());
});

describe("what was read", () => {
  const none = { read: [], answered: {} };
  it("is noted once", () => {
    const once = withRead(none, "One");
    expect(once.read).toEqual(["One"]);
    expect(withRead(once, "One")).toBe(once);
  });
  it("keeps the latest answer", () => {
    const first = withAnswer(none, "Which?", 0);
    expect(withAnswer(first, "Which?", 0)).toBe(first);
    expect(withAnswer(first, "Which?", 1).answered).toEqual({ "Which?": 1 });
  });
});
