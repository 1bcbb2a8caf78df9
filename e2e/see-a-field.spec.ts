import type { Locator, Page } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
import { readFile } from "node:fs/promises";
import { complete } from "../src/core/spec/complete";
import { toPermalink } from "../src/core/spec/permalink";
import { coloursIn, expect, openRoom, stepOf, test } from "./story";

/** The kinds of view, as the menu names them. */
const kinds = {
  "heat-map": "Heat map",
  "height-surface": "Height surface",
  contours: "Contours",
  slopes: "Gradient arrows",
  phase: "Phase",
  kymograph: "Kymograph",
  "probe-series": "Probes over time",
  "power-spectrum": "Power spectrum",
  "phase-portrait": "Phase portrait",
  histogram: "Histogram",
};

/** A small pattern that goes on growing. */
async function openPattern(page: Page): Promise<void> {
  const { spec } = complete({ version: 1, model: "gray-scott", grid: { shape: [96, 96] }, seed: 3 });
  await page.goto(`/#/lab?spec=${toPermalink(spec)}`);
  await expect(page.getByLabel(/a field of 96 by 96 cells/)).toBeVisible();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(200);
}

const pause = (page: Page) => page.getByRole("button", { name: "Pause" }).click();
const pane = (page: Page, kind: string): Locator => page.locator(`.view-pane[data-kind="${kind}"]`);

/** Chooses one of a list in the head of a view; views count from 1. */
async function choose(page: Page, setting: string, option: string, view = 1): Promise<void> {
  await page.getByLabel(view === 1 ? setting : `${setting}, view ${view}`, { exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

async function addView(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Add view" }).click();
  await page.getByRole("menuitem", { name: title }).first().click();
}

async function drag(page: Page, plot: Locator, from: [number, number], to: [number, number]): Promise<void> {
  const box = (await plot.boundingBox())!;
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

/** What the graphics card holds, and how many listeners the page has. */
async function held(page: Page): Promise<{ geometries: number; textures: number; listeners: number }> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  await client.send("HeapProfiler.collectGarbage");
  const { metrics } = await client.send("Performance.getMetrics");
  await client.detach();
  const { geometries, textures } = await page
    .locator(".field-stage-canvas canvas")
    .evaluate(({ dataset }) => ({ geometries: Number(dataset["geometries"]), textures: Number(dataset["textures"]) }));
  return { geometries, textures, listeners: metrics.find(({ name }) => name === "JSEventListeners")!.value };
}

test("every kind of view draws the field, and three more fit beside it on one graphics context", async ({ page }) => {
  test.setTimeout(300_000);
  await openPattern(page);
  const plot = page.locator(".field-plot");
  await page.getByRole("button", { name: "Line", exact: true }).click();
  await drag(page, plot, [0.2, 0.5], [0.8, 0.5]);
  await page.getByRole("button", { name: "Probe", exact: true }).click();
  const box = (await plot.boundingBox())!;
  for (const share of [0.45, 0.55]) await page.mouse.click(box.x + share * box.width, box.y + 0.5 * box.height);
  await page.getByRole("button", { name: "Probe", exact: true }).click();
  await expect(page.locator('[data-mark="probe"]')).toHaveCount(2);
  // A word in the middle has few colours; a picture with a scale of 256 has many, a chart its lines and their soft edges.
  for (const [id, title] of Object.entries(kinds)) {
    await choose(page, "Kind of view", title);
    await expect(pane(page, id)).toBeVisible();
    // Drawing in software beside a run, a picture may take its time.
    await expect.poll(() => coloursIn(pane(page, id)), { message: title, timeout: 60_000 }).toBeGreaterThan(60);
  }
  await pause(page);
  await choose(page, "Kind of view", "Heat map");
  for (const title of ["Contours", "Height surface", "Phase portrait"]) await addView(page, title);
  for (const kind of ["heat-map", "contours", "height-surface", "phase-portrait"])
    await expect.poll(() => coloursIn(pane(page, kind)), { message: kind }).toBeGreaterThan(60);
  await expect(page.locator("canvas[data-engine]")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Add view" })).toBeDisabled();
  const { violations } = await new AxeBuilder({ page }).include(".field").analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test("the cell read in one view is marked in the others, and they zoom together", async ({ page }) => {
  await openPattern(page);
  await pause(page);
  await addView(page, "Contours");
  await addView(page, "Height surface");
  const maps = page.locator(".field-plot");
  await expect(maps).toHaveCount(2);
  await maps.first().hover();
  await expect(page.locator(".field-probe")).toHaveCount(3);
  const readings = await page.locator(".field-probe").allInnerTexts();
  expect(new Set(readings).size).toBe(1);
  await choose(page, "Field shown", "u", 2);
  const box = (await maps.first().boundingBox())!;
  await maps.first().hover({ position: { x: 0.3 * box.width, y: 0.5 * box.height } });
  await expect(pane(page, "contours").locator(".field-probe")).toContainText(/u 0\.\d+|u 1/);
  await maps.first().press("+");
  await expect(page.getByRole("button", { name: "Whole field" })).toHaveCount(2);
  await maps.nth(1).press("0");
  await expect(page.getByRole("button", { name: "Whole field" })).toHaveCount(0);
});

test("colours are for every frame, held, robust, symmetric or logarithmic, and say so", async ({ page }) => {
  await openPattern(page);
  await pause(page);
  const bar = page.locator(".colour-bar");
  const words = async () => (await bar.getAttribute("aria-label"))!;
  await choose(page, "Colour range", "Held");
  await page.getByLabel("Colours to", { exact: true }).fill("0.5");
  await page.getByLabel("Colours to", { exact: true }).press("Enter");
  await expect.poll(words).toMatch(/to 0\.500.*Held/);
  await choose(page, "Colour range", "Symmetric about 0");
  await expect.poll(words).toMatch(/from −0\.\d+ to 0\.\d+, Symmetric/);
  await choose(page, "Colour range", "2 to 98 %");
  await expect(bar).toContainText("2–98 %");
  await choose(page, "Colour range", "Logarithmic");
  await expect(bar).toContainText("log");
  await expect(bar).toContainText(/cells are not above 0|×10/);
  await page.reload();
  await expect(bar).toContainText("log");
});

test("a line becomes a kymograph and probes a table", async ({ page }) => {
  await openPattern(page);
  await addView(page, "Probes over time");
  await expect(pane(page, "probe-series")).toContainText("Choose the probe tool");
  const box = (await page.locator(".field-plot").boundingBox())!;
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  const began = await stepOf(page);
  await expect.poll(() => stepOf(page)).toBeGreaterThan(began + 20);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as CSV" }).click()]);
  const table = (await readFile(await download.path(), "utf8")).split("\n").filter((row) => row && !row.startsWith("#"));
  expect(table[0]).toMatch(/^step,time,v\[\d+;\d+\]$/);
  expect(table.length).toBeGreaterThan(2);
  for (const row of table.slice(1)) expect(row).toMatch(/^\d+,[\d.e+-]+,[\d.e+-]+$/);
  await choose(page, "Kind of view", "Kymograph", 2);
  // The list gives the focus back when it has closed.
  await expect(page.getByRole("combobox", { name: "Kind of view, view 2" })).toBeFocused();
  await page.locator(".field-plot").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-mark="line"]')).toHaveCount(1);
  await expect.poll(() => coloursIn(pane(page, "kymograph"))).toBeGreaterThan(60);
});

test("200 changes of the kind of view leave nothing behind on the graphics card or the page (trap 32)", async ({ page }) => {
  test.setTimeout(240_000);
  await openPattern(page);
  await pause(page);
  await addView(page, "Contours");
  const kind = page.getByLabel("Kind of view", { exact: true });
  // Typing the first letter goes from one name that begins with it to the next.
  const change = async (letter: string, times: number) => {
    await page.waitForTimeout(1200);
    await kind.focus();
    for (let i = 0; i < times; i++) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(60);
    }
  };
  const settled = async () => {
    await choose(page, "Kind of view", "Heat map");
    await page.mouse.move(0, 0);
    await page.waitForTimeout(1500);
    return held(page);
  };
  // Once round, so that all that is loaded once is loaded.
  await change("h", 6);
  await change("p", 8);
  const before = await settled();
  await change("h", 100);
  await change("p", 100);
  const after = await settled();
  expect(after).toMatchObject({ geometries: before.geometries, textures: before.textures });
  // One kept listener a change would be 200; a few come and go with what React keeps of the last render.
  expect(after.listeners).toBeLessThan(before.listeners + 40);
});

test("without a graphics card maps and charts are drawn all the same, and the surface says why it is not", async ({ page }) => {
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    Object.assign(HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]): unknown {
        return /^webgl/.test(kind) ? null : Reflect.apply(getContext, this, [kind, ...rest]);
      },
    });
  });
  await openPattern(page);
  await pause(page);
  await expect(page.getByText("Drawn without the graphics card")).toBeVisible();
  for (const [title, kind] of [
    ["Heat map", "heat-map"],
    ["Contours", "contours"],
    ["Phase", "phase"],
    ["Histogram", "histogram"],
  ] as const) {
    await choose(page, "Kind of view", title);
    await expect.poll(() => coloursIn(pane(page, kind)), { message: title }).toBeGreaterThan(60);
  }
  await choose(page, "Kind of view", "Height surface");
  await expect(pane(page, "height-surface")).toContainText("needs WebGL 2");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("one view is in front, and the others are a touch away", async ({ page }) => {
    await openRoom(page, "lab");
    await expect.poll(() => coloursIn(pane(page, "heat-map"))).toBeGreaterThan(60);
    await page.getByRole("button", { name: "View", exact: true }).tap();
    await addView(page, "Histogram");
    await expect(pane(page, "histogram")).toBeVisible();
    await expect(page.locator(".view-pane")).toHaveCount(1);
    const views = page.getByRole("group", { name: "View in front" });
    await views.getByRole("button", { name: "Heat map" }).tap();
    await expect(pane(page, "heat-map")).toBeVisible();
    await expect.poll(() => coloursIn(pane(page, "heat-map"))).toBeGreaterThan(60);
    await views.getByRole("button", { name: "Close the view in front" }).tap();
    await expect(pane(page, "histogram")).toBeVisible();
    await expect(views).toHaveCount(0);
  });
});
