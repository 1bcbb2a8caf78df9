import { expect, test, type Page } from "@playwright/test";

/** What a visit may not bring forth: errors in the console, errors nobody caught. */
function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  return faults;
}

async function openNotebooks(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: "Notebooks" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Spots from nothing: Turing patterns" })).toBeVisible();
}

const state = (page: Page) => page.getByTestId("notebook-state");
const editorOf = (page: Page, cell: number) => page.getByRole("group", { name: new RegExp(`^Cell ${cell}, code`) });

/** Replaces the text of a cell. A pause lets the editor take the line before the next key. */
async function write(page: Page, cell: number, text: string): Promise<void> {
  await editorOf(page, cell).click();
  await expect(editorOf(page, cell).locator(".monaco-editor")).toBeVisible();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
  await expect(editorOf(page, cell)).toContainText(text.split("\n").at(-1)!);
}

test("a reader runs the tutorial: the measured wavelength is the predicted one", async ({ page }) => {
  const faults = faultsOf(page);
  await openNotebooks(page);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(state(page)).toHaveText("All cells have run", { timeout: 60_000 });
  await expect(page.getByTestId("outputs-3")).toContainText("11.1325");
  await expect(page.getByTestId("outputs-5")).toContainText("11.1");
  await expect(page.getByTestId("outputs-2").getByRole("img", { name: /Growth rate of a small wave/ })).toBeVisible();
  const colours = await page.locator("canvas[aria-label^='Activator u']").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  expect(colours).toBeGreaterThan(50);
  await page.screenshot({ path: "test-results/notebooks-1440.png" });
  expect(faults).toEqual([]);
});

test("a cell that never ends is stopped, and its text survives a reload that runs nothing", async ({ page }) => {
  const faults = faultsOf(page);
  await openNotebooks(page);
  await write(page, 1, "const a = 1;\nwhile (true) {}");
  await page.keyboard.press("Shift+Enter");
  await expect(state(page)).toHaveText(/^Cell 1 of \d+ is running$/);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(state(page)).toHaveText("Cell 1 was stopped");
  await expect(page.getByRole("region", { name: "Cell 1" })).toContainText(/stopped after/);

  await page.reload();
  await openNotebooks(page);
  await expect(editorOf(page, 1)).toContainText("while (true) {}");
  await expect(state(page)).toContainText("Ready");
  await page.getByRole("button", { name: "Undo all edits" }).click();
  await expect(editorOf(page, 1)).toContainText("const a = 0.1;");

  await page.getByRole("button", { name: "Run cell 1", exact: true }).click();
  await expect(page.getByTestId("outputs-1")).toContainText("0.9");
  expect(faults).toEqual([]);
});

test("mistakes are told where they are, and the editor never catches the Tab key", async ({ page }) => {
  await openNotebooks(page);
  await write(page, 1, "const a: number = 0.1;\nconst b = = 2;");
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByTestId("outputs-1")).toHaveText(/Line 2: column 11: Unexpected token/);
  await page.keyboard.press("Escape");
  await expect(editorOf(page, 1)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Run cell 1", exact: true })).toBeFocused();
  await page.getByRole("link", { name: "Lab" }).click();
  await expect(page.locator(".monaco-editor")).toHaveCount(0);
});

test("a phone shows the notebook without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openNotebooks(page);
  await page.getByRole("button", { name: "Run cell 2", exact: true }).click();
  await expect(page.getByTestId("outputs-2").getByRole("img")).toBeVisible();
  const overflow = await page.evaluate(() => document.querySelector(".notebook-scroll")!.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.screenshot({ path: "test-results/notebooks-390.png" });
});
