import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, openRoom, test } from "./story";

const cell = (page: Page, number: number): Locator => page.getByRole("region", { name: `Cell ${number}`, exact: true });
const editor = (page: Page): Locator => page.locator(".monaco-editor.focused");

async function newNotebook(page: Page): Promise<void> {
  await openRoom(page, "notebooks");
  await page.getByRole("button", { name: "New notebook" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Untitled notebook" })).toBeVisible();
}

/** Types into the editor that is open. */
async function type(page: Page, text: string): Promise<void> {
  await expect(editor(page)).toBeVisible();
  await page.keyboard.insertText(text);
  await expect(editor(page).locator(".view-lines")).toContainText(text);
}

test("someone writes a notebook by keys alone, as in Jupyter, and finds it again after a reload", async ({ page }) => {
  await newNotebook(page);
  await cell(page, 1).focus();
  await page.keyboard.press("Enter");
  await type(page, "const a = 20;");
  await page.keyboard.press("Shift+Enter");
  await type(page, "a + 1");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("outputs-2")).toContainText("21");

  await expect(cell(page, 2)).toBeFocused();
  await page.keyboard.press("a");
  await type(page, "## Words between");
  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  await expect(page.getByRole("heading", { level: 2, name: "Words between" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(cell(page, 2)).toBeFocused();
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await expect(cell(page, 2)).toHaveCount(0);
  await page.keyboard.press("z");
  await expect(cell(page, 2)).toContainText("a + 1");

  await expect(page.locator(".notebook-saved")).toHaveText("saved");
  await page.reload();
  await page.getByRole("button", { name: /^Untitled notebook/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Words between" })).toBeVisible();
  await expect(cell(page, 2)).toContainText("a + 1");
});

test("a slider moves what rests on it, and a question answers at once", async ({ page }) => {
  await newNotebook(page);
  const insert = async (kind: string) => {
    await page.getByRole("button", { name: /^Insert/ }).click();
    await page.getByRole("menuitem", { name: new RegExp(`^${kind}`) }).click();
    await expect(editor(page)).toBeVisible();
  };
  await insert("Slider");
  await page.keyboard.press("Alt+Enter");
  await type(page, "rate * 1000");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("outputs-3")).toContainText("37");
  const slider = page.getByRole("slider", { name: "Feed rate" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(page.getByTestId("outputs-3")).toContainText("10");

  await insert("Question");
  await page.keyboard.press("Control+Enter");
  const question = page.getByRole("group", { name: /dimension of 2/ });
  await question.getByRole("radio", { name: /fractal/ }).check();
  await expect(question.getByRole("status")).toContainText("Not so");
  await question.getByRole("radio", { name: /fills the plane/ }).check();
  await expect(question.getByRole("status")).toContainText("Right.");
  // The edges of columns stand between landmarks in every room.
  expect((await new AxeBuilder({ page }).exclude(".edge").analyze()).violations).toEqual([]);
});

test("the editor knows the workbench and the names of other cells, and finds in all of them", async ({ page }) => {
  await newNotebook(page);
  await cell(page, 1).focus();
  await page.keyboard.press("Enter");
  await type(page, "const wanted: number = 3;");
  await page.keyboard.press("Alt+Enter");
  await expect(editor(page)).toBeVisible();
  await page.keyboard.type("want");
  await page.keyboard.press("Control+Space");
  await expect(page.locator(".suggest-widget")).toContainText("wanted", { timeout: 60_000 });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("const wrong: string = wanted;");
  await expect(editor(page).locator(".squiggly-error").first()).toBeVisible({ timeout: 60_000 });

  await page.keyboard.press("Control+F");
  await page.getByRole("searchbox", { name: "Find in the notebook" }).fill("wanted");
  await expect(page.getByText("1 of 2", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 2", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(cell(page, 2)).toBeFocused();
});
