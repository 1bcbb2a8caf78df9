import { describe, expect, it } from "vitest";
import { embedInAddress, roomInAddress, specInAddress } from "../../src/app/routing";

describe("the address of a run inside another page", () => {
  it("says that it is one, and whether it runs by itself", () => {
    expect(embedInAddress("#/embed?spec=1.a&run=1")).toEqual({ runs: true });
    expect(embedInAddress("#/embed?spec=1.a")).toEqual({ runs: false });
    expect(specInAddress("#/embed?spec=1.a&run=1")).toBe("1.a");
    expect(roomInAddress("#/embed?spec=1.a")).toBe("lab");
  });
  it("is no other address", () => {
    for (const fragment of ["", "#/lab?spec=1.a", "#/embedded", "#/measure"]) expect(embedInAddress(fragment)).toBeNull();
  });
});
