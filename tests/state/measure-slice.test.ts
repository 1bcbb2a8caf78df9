import { describe, expect, it } from "vitest";
import type { Imported } from "../../src/connectors/connector";
import { readFile } from "../../src/connectors/index";
import { measureImage } from "../../src/core/metrics/measure-image";
import type { ImageRequest } from "../../src/engine/protocol";
import { goldenBytes } from "../support/fractal-images";
import { fakeWorkbench } from "../support/workbench";

const bytes = (file: string) => () => Promise.resolve(goldenBytes(file));

/** A workbench that reads and measures for real; `asked` lists what was measured, `answer` holds answers back. */
function measuring(answer: () => Promise<void> = () => Promise.resolve()) {
  const asked: ImageRequest[] = [];
  const workbench = fakeWorkbench({
    importFile: (name, given, wanted): Promise<Imported> => Promise.resolve().then(() => readFile(name, given, wanted)),
  });
  workbench.analyst.measureImage = async (request) => {
    asked.push(request);
    await answer();
    return measureImage(request);
  };
  return { state: workbench.store.getState, asked };
}

describe("the Measure room", () => {
  it("opens an image and measures it", async () => {
    const { state } = measuring();
    expect(state().measure.image).toBeNull();
    await state().openImage("line.png", bytes("line.png"));
    expect(state().measure).toMatchObject({ image: { name: "line.png", shape: [512, 512] }, busy: false, problem: null, threshold: "otsu" });
    expect(state().measure.result!.warnings.join()).toMatch(/looks inverted/);
    expect(state().shownImage()!.values).toHaveLength(512 * 512);
  });

  it("measures anew when the threshold or the side changes", async () => {
    const { state, asked } = measuring();
    await state().openImage("line.png", bytes("line.png"));
    state().setInverted(true);
    await expect.poll(() => state().measure.busy).toBe(false);
    expect(state().measure.result!.boxCounting.value).toBeCloseTo(1, 9);
    state().setThreshold(2);
    await expect.poll(() => state().measure.busy).toBe(false);
    expect(asked.map(({ threshold, invert }) => [threshold, invert])).toEqual([
      ["otsu", false],
      ["otsu", true],
      [2, true],
    ]);
  });

  it("skips what a dragged slider asked in between", async () => {
    let release: () => void = () => {};
    const { state, asked } = measuring(() => new Promise((resolve) => (release = resolve)));
    const opened = state().openImage("line.png", bytes("line.png"));
    await expect.poll(() => asked.length).toBe(1);
    for (const threshold of [0.1, 0.2, 0.3]) state().setThreshold(threshold);
    release();
    await expect.poll(() => asked.length).toBe(2);
    release();
    await opened;
    expect(asked.map(({ threshold }) => threshold)).toEqual(["otsu", 0.3]);
    expect(state().measure.result!.threshold.value).toBe(0.3);
  });

  it("keeps the image that is there when the next file cannot be read, and says why", async () => {
    const { state } = measuring();
    await state().openImage("line.png", bytes("line.png"));
    await state().openImage("empty.png", () => Promise.resolve(new Uint8Array(0)));
    expect(state().measure).toMatchObject({ image: { name: "line.png" }, problem: { code: "data/empty" } });
    expect(state().measure.result).not.toBeNull();
    await state().openImage("lost.png", () => Promise.reject(new Error("no connection")));
    expect(state().measure.problem!.message).toBe("no connection");
    await state().openImage("disc.png", bytes("disc.png"));
    expect(state().measure).toMatchObject({ image: { name: "disc.png" }, problem: null });
  });

  it("shows the file that was asked for last, whichever is read first", async () => {
    const { state } = measuring();
    let finish: (given: Uint8Array) => void = () => {};
    const slow = state().openImage("slow.png", () => new Promise((resolve) => (finish = resolve)));
    await state().openImage("disc.png", bytes("disc.png"));
    finish(goldenBytes("line.png"));
    await slow;
    expect(state().measure.image!.name).toBe("disc.png");
  });

  it("says why an array cannot be measured", async () => {
    const { state } = measuring();
    await state().openImage("series.csv", () => Promise.resolve(new TextEncoder().encode("1\n2\n3\n")));
    expect(state().measure.image!.shape).toEqual([3, 1]);
    expect(state().measure.result!.boxCounting).toMatchObject({ value: null });
  });
});
