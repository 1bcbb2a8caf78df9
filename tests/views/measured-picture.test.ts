import { describe, expect, it } from "vitest";
import { nearest } from "../../src/views/histogram-plot";
import { rectangleBetween } from "../../src/views/picture-layers";
import { roundLength } from "../../src/views/scale-bar";
import { refitted, whole } from "../../src/views/viewport";

describe("the measured picture", () => {
  it("takes a rectangle whichever way it is dragged, both corners included", () => {
    const wanted = { x0: 2, x1: 6, y0: 3, y1: 10 };
    expect(rectangleBetween({ x: 2, y: 3 }, { x: 5, y: 9 })).toEqual(wanted);
    expect(rectangleBetween({ x: 5, y: 9 }, { x: 2, y: 3 })).toEqual(wanted);
    expect(rectangleBetween({ x: 5, y: 3 }, { x: 2, y: 9 })).toEqual(wanted);
  });

  it("has a scale of a round length", () => {
    expect([99, 100, 40, 19, 0.3].map((limit) => roundLength(limit, false))).toEqual([50, 100, 20, 10, 0.2]);
    expect(roundLength(0.6, true)).toBeNull();
    expect(roundLength(1.4, true)).toBe(1);
  });

  it("keeps its zoom and centre when it becomes larger or smaller", () => {
    const before = whole(100, 100, { width: 400, height: 400 });
    const view = { x0: 20, y0: 40, width: 20, height: 20 };
    expect(refitted(view, before)).toBe(view);
    const wide = whole(100, 100, { width: 400, height: 200 });
    const next = refitted(view, wide);
    expect(next).toMatchObject({ x0: 20, width: 20, height: 10, y0: 45 });
    expect(refitted({ ...view, width: 400, height: 400 }, wide)).toBe(wide);
  });
});

describe("the histogram", () => {
  it("moves the handle that is nearest, and of two at one place the one that can give way", () => {
    const handles = [{ value: 1 }, { value: 3 }];
    expect([0, 1.9, 2.1, 9].map((value) => nearest(handles, value))).toEqual([0, 0, 1, 1]);
    const together = [{ value: 2 }, { value: 2 }];
    expect([nearest(together, 1), nearest(together, 3)]).toEqual([0, 1]);
  });
});
