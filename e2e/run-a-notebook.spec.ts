import type { Locator, Page } from "@playwright/test";
import { expect, openRoom, test } from "./story";

/** Opens the tutorial about Turing patterns from the shelf. */
async function openTutorial(page: Page): Promise<void> {
  await openRoom(page, "notebooks");
  await page.getByRole("button", { name: /^Spots from nothing/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Spots from nothing: Turing patterns" })).toBeVisible();
}

const state = (page: Page) => page.getByTestId("notebook-state");
const cell = (page: Page, number: number): Locator => page.getByRole("region", { name: `Cell ${number}`, exact: true });

/** Replaces the code of a cell and leaves the editor open. */
async function write(page: Page, number: number, text: string): Promise<void> {
  await cell(page, number).locator(".code-editor").click();
  await expect(cell(page, number).locator(".monaco-editor.focused")).toBeVisible();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
  await expect(cell(page, number).locator(".view-lines")).toContainText(text.split("\n").at(-1)!);
}

test("a reader runs the tutorial: the measured wavelength is the predicted one", async ({ page }) => {
  await openTutorial(page);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(state(page)).toHaveText("All cells have run", { timeout: 60_000 });
  // Predicted from the equations, then measured in the field that grew.
  await expect(page.getByRole("article")).toContainText("11.1325");
  await expect(page.getByRole("article")).toContainText(/Wavelength\s*11\.1/);
  await page.getByRole("button", { name: "Sources" }).click();
  await expect(page.getByRole("heading", { name: "Sources" })).toBeInViewport();
  await expect(page.getByRole("button", { name: /^Sources\W*read$/ })).toBeVisible();
});

test("a cell that never ends is stopped, and its text survives a reload that runs nothing", async ({ page }) => {
  await openTutorial(page);
  const shipped = await cell(page, 1).locator(".code-editor").innerText();
  await write(page, 1, "const patience = 1;\nwhile (true) {}");
  await page.keyboard.press("Control+Enter");
  await expect(state(page)).toHaveText(/^Cell 1 of \d+ is running$/);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(state(page)).toHaveText("Cell 1 was stopped");

  await page.reload();
  await openTutorial(page);
  await expect(cell(page, 1)).toContainText("while (true) {}");
  await expect(state(page)).toHaveText("Ready");
  await page.getByRole("button", { name: "More for this notebook" }).click();
  await page.getByRole("menuitem", { name: /^Undo all edits/ }).click();
  await expect(cell(page, 1).locator(".code-editor")).toHaveText(shipped);
  await page.getByRole("button", { name: "Run cell 1", exact: true }).click();
  await expect(state(page)).toHaveText(/^1 of \d+ cells have run$/);
});

test("mistakes are told where they are, and Escape gives the Tab key back", async ({ page }) => {
  await openTutorial(page);
  await write(page, 1, "const patience: number = 0.1;\nconst more = = 2;");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("outputs-1")).toHaveText(/Line 2: column 14: Unexpected token/);
  await expect(cell(page, 1)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Run cell 1", exact: true })).toBeFocused();
  await page.getByRole("link", { name: "Lab" }).click();
  await expect(page.locator(".monaco-editor")).toHaveCount(0);
});

test("somebody else's notebook is read before it runs", async ({ page }) => {
  await openRoom(page, "notebooks");
  const text = "# From a friend\n\n```{code-cell} typescript\n6 * 7\n```\n";
  await page.locator("input[type=file]").setInputFiles({ name: "friend.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
  await expect(page.getByText("Written by somebody else; nothing runs before you say so.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run all" })).toBeDisabled();
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByTestId("outputs-1")).toContainText("42");
});

test("a phone shows the notebook without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTutorial(page);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(state(page)).toHaveText("All cells have run", { timeout: 60_000 });
  const overflow = await page.evaluate(() => document.querySelector(".notebook-scroll")!.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
