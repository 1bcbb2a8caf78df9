import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import { complete } from "../src/core/spec/complete";
import { toPermalink } from "../src/core/spec/permalink";
import { colourMaps, lookupTable } from "../src/views/colour-maps";
import { expect, openRoom, stepOf, test } from "./story";

const cells = 64;

/** A field that stays as it starts, drawn cell by cell. */
async function openStill(page: Page, formula: string, precision: "f32" | "f64"): Promise<void> {
  const { spec } = complete({
    version: 1,
    model: "custom",
    species: { u: {} },
    equations: { u: "0" },
    grid: { shape: [cells, cells] },
    initial: { kind: "expression", u: formula },
    integrator: { method: "euler", dt: 1 },
    precision,
  });
  await page.goto(`/#/lab?spec=${toPermalink(spec)}`);
  await expect(page.getByLabel(/a field of 64 by 64 cells/)).toBeVisible();
  await page.getByRole("checkbox", { name: "smooth" }).uncheck();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
}

/** Colours in the middle of each cell of the middle row, as they stand on the screen. */
async function middleRow(page: Page): Promise<number[][]> {
  const { data, width, height, channels } = decode(await page.locator(".field-plot").screenshot());
  // The field is square and stands in the middle of its place.
  const side = Math.min(width, height);
  return Array.from({ length: cells }, (_, x) => {
    const at = (Math.floor(height / 2) * width + Math.floor((width - side) / 2 + ((x + 0.5) / cells) * side)) * channels;
    return [...data.slice(at, at + 3)];
  });
}

/** Colours of values that rise evenly from the low to the high end of viridis. */
function evenRow(): number[][] {
  const table = lookupTable(colourMaps.get("viridis"));
  const size = table.length / 4;
  return Array.from({ length: cells }, (_, x) => {
    const at = 4 * Math.round((x / (cells - 1)) * (size - 1));
    return [...table.slice(at, at + 3)];
  });
}

const farthest = (a: number[][], b: number[][]) =>
  Math.max(...a.map((colour, x) => Math.max(...colour.map((value, i) => Math.abs(value - b[x]![i]!)))));

/** Takes away what some devices lack or wrongly claim: linear filtering and blending of floats, and half floats. */
function withoutFloatFiltering(): void {
  const lacking = /^(OES_texture_(half_)?float_linear|EXT_float_blend|EXT_color_buffer_(half_)?float)$/;
  const { getExtension, getSupportedExtensions } = WebGL2RenderingContext.prototype;
  Object.assign(WebGL2RenderingContext.prototype, {
    getExtension(this: WebGL2RenderingContext, name: string): unknown {
      return lacking.test(name) ? null : Reflect.apply(getExtension, this, [name]);
    },
    getSupportedExtensions(this: WebGL2RenderingContext) {
      return getSupportedExtensions.call(this)?.filter((name) => !lacking.test(name)) ?? null;
    },
  });
}

for (const [what, formula, precision] of [
  ["beyond the largest half float", "100000 + x", "f32"],
  ["a hundred-thousandth of one", "0.00001*x", "f32"],
  ["a ripple on a large number, in double precision", "1000000000 + 0.001*x", "f64"],
] as const)
  test(`a field is drawn in its right colours: ${what} (traps 16, 20)`, async ({ page }) => {
    await openStill(page, formula, precision);
    await expect.poll(async () => farthest(await middleRow(page), evenRow())).toBeLessThanOrEqual(6);
  });

test("a device that cannot filter float textures draws the field all the same, smooth too (traps 15, 19)", async ({ page }) => {
  await page.addInitScript(withoutFloatFiltering);
  await openStill(page, "x", "f32");
  await expect.poll(async () => farthest(await middleRow(page), evenRow())).toBeLessThanOrEqual(6);
  await page.getByRole("checkbox", { name: "smooth" }).check();
  await expect.poll(async () => farthest(await middleRow(page), evenRow())).toBeLessThanOrEqual(6);
});

test("however many rooms and charts are opened, there are two graphics contexts at most (trap 24)", async ({ page }) => {
  await page.addInitScript(() => {
    const alive = new Set<WeakRef<RenderingContext>>();
    const getContext = HTMLCanvasElement.prototype.getContext as (kind: string, ...rest: unknown[]) => RenderingContext | null;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      const context = getContext.call(this, kind, ...rest);
      if (context && /^webgl/.test(kind)) alive.add(new WeakRef(context));
      return context;
    } as HTMLCanvasElement["getContext"];
    Object.assign(window, {
      contexts: () => [...alive].filter((ref) => ref.deref() && !(ref.deref() as WebGLRenderingContext).isContextLost()).length,
    });
  });
  await openRoom(page, "lab");
  for (const room of ["Measure", "Lab", "Regimes", "Lab", "Notebooks", "Lab", "Measure", "Lab"]) {
    await page.getByRole("link", { name: room, exact: true }).click();
    await page.waitForTimeout(400);
  }
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  expect(await page.evaluate(() => (window as unknown as { contexts(): number }).contexts())).toBeLessThanOrEqual(2);
});

test.describe("with fingers", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("two fingers zoom into the field, one moves it (trap 18)", async ({ page }) => {
    await openRoom(page, "lab");
    const field = page.locator(".field-plot");
    await expect(field).toBeVisible();
    const box = (await field.boundingBox())!;
    const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await touch("touchStart", [cx - 30, cy], [cx + 30, cy]);
    for (const reach of [50, 80, 110, 140]) await touch("touchMove", [cx - reach, cy], [cx + reach, cy]);
    await touch("touchEnd");
    const whole = page.getByRole("button", { name: "Whole field" });
    await expect(whole).toBeVisible();
    await touch("touchStart", [cx, cy]);
    await touch("touchMove", [cx - 40, cy - 20]);
    await touch("touchEnd");
    await expect(whole).toBeVisible();
    await whole.tap();
    await expect(whole).toHaveCount(0);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });
});
