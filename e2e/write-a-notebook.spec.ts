import AxeBuilder from "@axe-core/playwright";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { nbformatFaults } from "./nbformat";
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

  await test.step("a function of the workbench is completed with what it does, and explained where the hand rests on it", async () => {
    await page.keyboard.press("Control+A");
    await page.keyboard.type("stabil");
    await page.keyboard.press("Control+Space");
    const offer = page.locator(".suggest-widget .monaco-list-row.focused");
    await expect(offer).toContainText("stability", { timeout: 60_000 });
    await page.keyboard.press("Enter");
    await page.keyboard.insertText('({model:"brusselator"})');
    const name = editor(page)
      .locator(".view-line span", { hasText: /^stability$/ })
      .last();
    await expect(name).toBeVisible();
    await expect(async () => {
      await page.mouse.move(0, 0);
      await name.hover();
      await expect(page.locator(".monaco-hover").filter({ hasText: "eigenvalues and dispersion" }).first()).toBeVisible({ timeout: 10_000 });
    }).toPass({ timeout: 60_000 });
  });

  await test.step("Shift+Alt+F lays it out, and what was named wrongly is named rightly again", async () => {
    await page.keyboard.press("Shift+Alt+F");
    await expect(editor(page).locator(".view-lines")).toContainText('stability({ model: "brusselator" });');
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("const right: number = wanted;");
    await expect(editor(page).locator(".squiggly-error")).toHaveCount(0);
  });

  await page.keyboard.press("Control+F");
  await page.getByRole("searchbox", { name: "Find in the notebook" }).fill("wanted");
  await expect(page.getByText("1 of 2", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 2", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(cell(page, 2)).toBeFocused();
});

test("a notebook is shared as a file, a page, a paper and a link, each with what it should hold", async ({ page, context, browser }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => {
    window.print = () => void document.documentElement.setAttribute("data-printed", "");
  });
  await openRoom(page, "notebooks");
  const text = [
    "# Shared with others",
    "Text with $x^2$ and <b>a tag</b>.",
    '```{code-cell} typescript\nconst rate = slider("Feed rate", { min: 0, max: 1, value: 0.25 });\n```',
    '```{code-cell} typescript\nshow(rate * 4); show(table([{ a: 1, b: "two" }]));\nchart.line({ x: [1, 2], y: [3, 4], title: "A line" });\n```',
    "```{code-cell} typescript\nnothing.here\n```",
  ].join("\n\n");
  await page.locator("input[type=file]").setInputFiles({ name: "shared.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByTestId("notebook-state")).toHaveText("Failed: Cell 3");

  const bar = page.getByRole("toolbar", { name: "Notebook" });
  const choose = async (title: RegExp) => {
    await bar.getByRole("button", { name: /^Export/ }).click();
    await page.getByRole("menuitem", { name: title }).click();
  };
  const saved = async (title: RegExp) => {
    const [download] = await Promise.all([page.waitForEvent("download"), choose(title)]);
    return { name: download.suggestedFilename(), path: await download.path(), text: await readFile(await download.path(), "utf8") };
  };

  await test.step("its text, which opens again as it was", async () => {
    const file = await saved(/^Text \(MyST Markdown\)/);
    expect(file.name).toBe("shared-with-others.md");
    expect(file.text).toContain("text_representation");
    for (const part of text.split("\n\n")) expect(file.text).toContain(part);
  });

  await test.step("a Jupyter notebook that nbformat finds valid, with its outputs", async () => {
    const file = await saved(/^Jupyter notebook/);
    const notebook = JSON.parse(file.text) as { cells: { outputs?: { output_type: string }[] }[]; metadata: { kernelspec: { language: string } } };
    expect(nbformatFaults(notebook)).toEqual([]);
    expect(notebook.metadata.kernelspec.language).toBe("typescript");
    expect(notebook.cells.flatMap(({ outputs = [] }) => outputs.map((output) => output.output_type))).toEqual(
      expect.arrayContaining(["display_data", "error"]),
    );
  });

  await test.step("a page that shows all of it where no script runs and no network is", async () => {
    const file = await saved(/^Page with outputs/);
    expect(file.text).not.toMatch(/<script|<link|src="(?!data:)/i);
    const still = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const reader = await still.newPage();
    await reader.setContent(file.text);
    await expect(reader.getByRole("heading", { level: 1, name: "Shared with others" })).toBeVisible();
    await expect(reader.locator("math").first()).toBeVisible();
    await expect(reader.getByText("<b>a tag</b>")).toBeVisible();
    await expect(reader.getByRole("cell", { name: "two" })).toBeVisible();
    await expect(reader.locator("figure svg").first()).toBeVisible();
    await expect(reader.getByText(/there is no "nothing" here/)).toBeVisible();
    await still.close();
  });

  await test.step("paper: the notebook alone, nothing cut", async () => {
    await choose(/^Print or save as PDF/);
    await expect(page.locator("html")).toHaveAttribute("data-printed", "");
    await page.emulateMedia({ media: "print" });
    await expect(bar).toBeHidden();
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByTestId("outputs-2").locator("table")).toBeVisible();
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
    await page.emulateMedia({ media: null });
  });

  await test.step("a link, which somebody else opens to read before it runs", async () => {
    await choose(/^Copy link/);
    await expect(page.getByTestId("notebook-state")).toHaveText("Link copied");
    const other = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
    await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
    await expect(other.getByRole("heading", { level: 1, name: "Shared with others" })).toBeVisible();
    await expect(other.getByText("nothing runs before you say so")).toBeVisible();
    await expect(other.getByRole("region", { name: "Cell 2", exact: true })).toContainText("rate * 4");
    await other.context().close();
  });
});
