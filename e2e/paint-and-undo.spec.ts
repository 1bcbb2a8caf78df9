import type { Locator, Page } from "@playwright/test";
import { encode } from "fast-png";
import { expect, hashesOf, openRoom, stepOf, test } from "./story";

/** A dark square with a light border, as a file. */
const square = Buffer.from(
  encode({
    width: 16,
    height: 16,
    channels: 1,
    data: Uint8Array.from({ length: 256 }, (_, i) => (i % 16 > 1 && i % 16 < 14 && i > 31 && i < 224 ? 0 : 255)),
  }),
);

async function openPaused(page: Page): Promise<Locator> {
  await openRoom(page, "lab");
  const field = page.locator(".field-plot").first();
  await expect(field).toBeVisible();
  await page.waitForTimeout(1500);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  return field;
}

/** A place in the field, as shares of its width and height, on the screen. */
async function placeIn(field: Locator, x: number, y: number): Promise<[number, number]> {
  const box = (await field.boundingBox())!;
  return [box.x + x * box.width, box.y + y * box.height];
}

async function take(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press("Enter");
}

const undo = (page: Page, what: string) => page.getByRole("button", { name: `Undo: ${what}`, exact: true });
const redo = (page: Page, what: string) => page.getByRole("button", { name: `Redo: ${what}`, exact: true });

test("a person paints into a field that stands still, and takes it back to the bit", async ({ page }) => {
  test.slow();
  const field = await openPaused(page);
  const probe = page.locator(".field-probe").first();
  const tool = (name: string) => page.getByRole("group", { name: "Tool" }).getByRole("button", { name, exact: true });
  const clean = await hashesOf(page);

  await test.step("a brush stroke sets the value that was chosen; undo and redo bring back the same bits", async () => {
    await page.getByRole("button", { name: "Paint", exact: true }).click();
    await take(page, "Value that is painted", "0.7");
    await take(page, "Radius in cells", "12");
    const [x, y] = await placeIn(field, 0.2, 0.2);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 8; i++) await page.mouse.move(x + 6 * i, y + 2 * i);
    await page.mouse.up();
    await expect(undo(page, "Brush stroke")).toBeVisible();
    await expect(probe).toContainText("0.7");
    const painted = await hashesOf(page);
    expect(painted.field).not.toBe(clean.field);
    expect(painted.spec).not.toBe(clean.spec);
    await undo(page, "Brush stroke").click();
    await expect(redo(page, "Brush stroke")).toBeVisible();
    expect(await hashesOf(page)).toEqual(clean);
    await page.keyboard.press("ControlOrMeta+Shift+Z");
    await expect(undo(page, "Brush stroke")).toBeVisible();
    expect(await hashesOf(page)).toEqual(painted);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(redo(page, "Brush stroke")).toBeVisible();
    expect(await hashesOf(page)).toEqual(clean);
  });

  await test.step("words, a picture, a line and noise leave their marks; each is one deed", async () => {
    const [x, y] = await placeIn(field, 0.5, 0.5);
    await tool("Text").click();
    await take(page, "Words to paint", "II");
    await page.mouse.click(x, y);
    await expect(undo(page, "Text")).toBeVisible();
    await tool("Stamp").click();
    await page.locator(".paint-tools input[type=file]").setInputFiles({ name: "square.png", mimeType: "image/png", buffer: square });
    await expect(page.getByText("square.png", { exact: true })).toBeVisible();
    await page.mouse.click(x, y);
    await expect(undo(page, "Stamp")).toBeVisible();
    await expect(probe).toContainText("0.7");
    await tool("Erase").click();
    await page.mouse.click(x, y);
    await expect(undo(page, "Erasing")).toBeVisible();
    await page.mouse.move(x + 1, y + 1);
    await expect(probe).toContainText("v 0");
    await tool("Line").click();
    await page.mouse.move(...(await placeIn(field, 0.3, 0.8)));
    await page.mouse.down();
    await page.mouse.move(...(await placeIn(field, 0.5, 0.8)));
    await page.mouse.move(...(await placeIn(field, 0.7, 0.8)));
    await page.mouse.up();
    await expect(undo(page, "Line")).toBeVisible();
    await page.mouse.move(...(await placeIn(field, 0.5, 0.8)));
    await expect(probe).toContainText("0.7");
    await tool("Noise").click();
    await page.getByRole("button", { name: "Everywhere" }).click();
    await expect(undo(page, "Noise everywhere")).toBeVisible();
    for (const what of ["Noise everywhere", "Line", "Erasing", "Stamp", "Text"]) await undo(page, what).click();
    await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeVisible();
    expect(await hashesOf(page)).toEqual(clean);
  });

  await test.step("by keyboard: the crosshair is led to a cell, and Enter dabs there", async () => {
    await tool("Brush").click();
    await field.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Enter");
    await expect(undo(page, "Brush stroke")).toBeVisible();
    await expect(probe).toContainText("0.7");
  });
});

test("a person paints into a field that runs, and moves a parameter; each is taken back in its own way", async ({ page }) => {
  test.slow();
  const field = await openPaused(page);
  const probe = page.locator(".field-probe").first();
  await page.getByRole("button", { name: "Paint", exact: true }).click();
  await take(page, "Value that is painted", "0.7");
  await take(page, "Radius in cells", "12");

  await test.step("painted while it runs, undo goes back to before, and redo paints it there", async () => {
    const before = await stepOf(page);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before + 10);
    const [x, y] = await placeIn(field, 0.85, 0.15);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 30; i++) {
      await page.mouse.move(x - 3 * i, y + i);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
    await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
    await page.getByRole("button", { name: "Pause" }).click();
    const at = await stepOf(page);
    await undo(page, "Brush stroke").click();
    await expect(redo(page, "Brush stroke")).toBeVisible();
    expect(await stepOf(page)).toBeLessThan(at);
    await page.keyboard.press("ControlOrMeta+y");
    await expect(undo(page, "Brush stroke")).toBeVisible();
    await page.mouse.move(x - 60, y + 20);
    await expect(probe).toContainText("0.7");
  });

  await test.step("a moved parameter is undone where the run stands", async () => {
    const at = await stepOf(page);
    const feed = page.getByRole("textbox", { name: /^Feed rate/ });
    const value = await feed.inputValue();
    await feed.fill("0.05");
    await feed.press("Enter");
    await undo(page, "Feed rate").click();
    await expect(feed).toHaveValue(value);
    expect(await stepOf(page)).toBe(at);
  });
});

test("a person cuts a piece out of the domain with the brush, and puts it back", async ({ page }) => {
  const field = await openPaused(page);
  const probe = page.locator(".field-probe").first();
  await page.getByRole("button", { name: "cut away" }).click();
  await take(page, "Radius in cells", "20");
  const [x, y] = await placeIn(field, 0.5, 0.5);
  await page.mouse.click(x, y);
  await expect(undo(page, "Mask")).toBeVisible();
  await page.mouse.move(x + 2, y + 2);
  await expect(probe).toContainText("outside the domain");
  await page.getByRole("button", { name: "put back" }).click();
  await take(page, "Radius in cells", "6");
  await page.mouse.click(x, y);
  await page.mouse.move(x + 1, y + 1);
  await expect(probe).not.toContainText("outside");
  await expect(page.getByText("painted, strokes: 2")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByText("painted, strokes: 1")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByLabel("Mask", { exact: true })).toHaveValue("");
});

test.describe("with fingers, on a phone", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("one finger paints, two zoom", async ({ page }) => {
    const field = await openPaused(page);
    await page.getByRole("button", { name: "Paint", exact: true }).tap();
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await expect(page.getByRole("group", { name: "Tool" })).toBeVisible();
    const [x, y] = await placeIn(field, 0.3, 0.4);
    await touch("touchStart", [x, y]);
    for (let i = 1; i <= 6; i++) await touch("touchMove", [x + 8 * i, y + 2 * i]);
    await touch("touchEnd");
    await expect(undo(page, "Brush stroke")).toBeVisible();
    const [cx, cy] = await placeIn(field, 0.5, 0.5);
    await touch("touchStart", [cx - 30, cy], [cx + 30, cy]);
    for (const reach of [50, 80, 110]) await touch("touchMove", [cx - reach, cy], [cx + reach, cy]);
    await touch("touchEnd");
    await expect(page.getByRole("button", { name: "Whole field" })).toBeVisible();
    await undo(page, "Brush stroke").tap();
    await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeVisible();
  });
});
