import { describe, expect, it } from "vitest";
import { roomInAddress, specInAddress, taskInAddress } from "../../src/app/routing";

describe("the address", () => {
  it.each([
    ["#/measure", "measure"],
    ["#/regimes?x=1", "regimes"],
    ["#/lab?spec=1.abc", "lab"],
    ["", "lab"],
    ["#/nowhere", "lab"],
    ["#measure", "lab"],
  ])("%s leads to %s", (fragment, room) => expect(roomInAddress(fragment)).toBe(room));

  it("carries a spec, or none", () => {
    expect(specInAddress("#/lab?spec=1.a-b_c")).toBe("1.a-b_c");
    expect(specInAddress("#/lab?other=1")).toBeNull();
    expect(specInAddress("#/lab")).toBeNull();
    expect(specInAddress("")).toBeNull();
  });

  it("carries a sweep or a search, or neither", () => {
    expect(taskInAddress("#/lab?sweep=1.a")).toEqual({ task: "sweep", text: "1.a" });
    expect(taskInAddress("#/lab?search=1.b")).toEqual({ task: "search", text: "1.b" });
    expect(taskInAddress("#/lab?spec=1.a")).toBeNull();
    expect(taskInAddress("#/lab")).toBeNull();
  });
});
