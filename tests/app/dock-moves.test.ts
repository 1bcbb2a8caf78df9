import { describe, expect, it } from "vitest";
import { movesOf } from "../../src/app/dock-moves";
import { definePanel } from "../../src/panels/define";
import { arranged, moved, type Arrangement } from "../../src/state/arrangement";

const body = () => null;
const panel = (id: string, place: "left" | "right", phoneTab?: string) => definePanel({ id, title: id, room: "lab", place, body, ...(phoneTab && { phoneTab }) }); // prettier-ignore
const panels = [panel("a", "left"), panel("b", "left"), panel("c", "right"), panel("d", "right", "Time"), panel("e", "right")];
const asItComes = arranged({ left: ["a", "b"], right: ["c", "d", "e"] });
const titles = (arrangement: Arrangement, id: string, form: "columns" | "tabs" | "sheet") =>
  movesOf(arrangement, id, form, "lab", panels).map(({ title }) => title);
const after = (id: string, form: "tabs" | "sheet", step: string) =>
  moved(asItComes, id, movesOf(asItComes, id, form, "lab", panels).find((move) => move.id === step)!.target).columns;

describe("the moves of a panel", () => {
  it("lead to the other column where both are beside the main view", () => {
    expect(titles(asItComes, "a", "columns")).toEqual(["Move down", "Move to the right column"]);
    expect(titles(asItComes, "e", "columns")).toEqual(["Move up", "Move to the left column", "Share a place with the one above"]);
  });

  it("go from tab to tab where the right column is drawn as tabs, and the left one stays a column", () => {
    expect(titles(asItComes, "d", "tabs")).toEqual(["Move one tab to the left", "Move one tab to the right", "Move to the left column"]);
    expect(titles(asItComes, "b", "tabs")).toEqual(["Move up", "Move to the tabs", "Share a place with the one above"]);
    expect(after("d", "tabs", "up").right).toEqual([["d"], ["c"], ["e"]]);
    expect(after("c", "tabs", "across").left).toEqual([["a"], ["b"], ["c"]]);
  });

  it("step over what stands in another tab of a phone's sheet", () => {
    expect(titles(asItComes, "c", "sheet")).toEqual(["Move down", "Move to the tab Parameters"]);
    expect(after("e", "sheet", "up").right).toEqual([["e"], ["c"], ["d"]]);
  });

  it("leave a panel in the tab of its own that it asks for", () => {
    expect(titles(asItComes, "d", "sheet")).toEqual([]);
  });

  it("split tabs that share a place, in either direction", () => {
    const shared = moved(asItComes, "e", { side: "right", panel: "c", where: "with" });
    expect(shared.columns.right).toEqual([["c", "e"], ["d"]]);
    const target = movesOf(shared, "e", "tabs", "lab", panels).find(({ id }) => id === "up")!.target;
    expect(moved(shared, "e", target).columns.right).toEqual([["e"], ["c"], ["d"]]);
  });

  it("are none for a panel that is closed", () => {
    expect(titles({ ...asItComes, columns: { left: [["a"]], right: [] }, closed: ["b", "c", "d", "e"] }, "b", "tabs")).toEqual([]);
  });
});
