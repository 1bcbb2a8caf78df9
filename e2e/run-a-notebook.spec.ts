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

/** Presses Stop after some frames were drawn while a cell was busy, and tells how long the page took to bring it to rest. */
const stopWatched = (page: Page) =>
  page.evaluate(async () => {
    let frames = 0;
    for (; frames < 10; frames++) await new Promise(requestAnimationFrame);
    const began = performance.now();
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Stop")!.click();
    while (document.querySelector("[aria-busy=true]") !== null) await new Promise((next) => setTimeout(next));
    return { milliseconds: performance.now() - began, frames };
  });

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
  const { milliseconds, frames } = await stopWatched(page);
  test.info().annotations.push({ type: "Stop", description: `${milliseconds.toFixed(0)} ms to rest, ${frames} frames drawn meanwhile` });
  await expect(state(page)).toHaveText("Cell 1 was stopped");
  // On the page's own clock; a tenth of it where nothing else runs.
  expect(milliseconds).toBeLessThan(5000);

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

test("cells run also where the host gives their frame nothing, as Firefox has it where a header is missing", async ({ page }) => {
  let refused = 0;
  await page.route("**/sandbox.html", async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    // Neither answered nor ended: no load is told of.
    refused++;
  });
  await openTutorial(page);
  await page.getByRole("button", { name: "Run cell 1", exact: true }).click();
  await expect(page.getByTestId("outputs-1")).toContainText("Ratio of diffusivities", { timeout: 40_000 });
  expect(refused).toBe(1);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("a phone shows the notebook without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTutorial(page);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(state(page)).toHaveText("All cells have run", { timeout: 60_000 });
  const overflow = await page.evaluate(() => document.querySelector(".notebook-scroll")!.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

/** What a page holds that could pile up, after what nobody holds any more was collected. */
async function held(page: Page): Promise<{ frames: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const metric = (name: string) => metrics.find((one) => one.name === name)!.value;
  return { frames: page.frames().length, nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
}

/** Runs the first cell so many times, each after the last has shown its new value. */
const runAgain = (page: Page, times: number) =>
  page.evaluate(async (count) => {
    const shown = () => document.querySelector("[data-testid=outputs-1] output")?.textContent ?? "";
    const button = () => document.querySelector<HTMLElement>(".cell-run")!;
    for (let i = 0; i < count; i++) {
      const before = shown();
      button().click();
      while (shown() === before || document.querySelector("[aria-busy=true]") !== null) await new Promise(requestAnimationFrame);
    }
  }, times);

test("a cell that is run two hundred times leaves nothing behind, in one thread or each in a fresh one", async ({ page }) => {
  test.setTimeout(180_000);
  await openRoom(page, "notebooks");
  const cells = [
    "# Again\n\n```{code-cell} typescript",
    "show(performance.now());",
    "show(chart.heat({ shape: [32, 32], values: Float64Array.from({ length: 1024 }, (_, i) => i) }));",
    "Plot.plot({ marks: [Plot.dot([1, 2, 3])] });",
    "```",
  ];
  await page.locator("input[type=file]").setInputFiles({ name: "again.md", mimeType: "text/markdown", buffer: Buffer.from(cells.join("\n")) });
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  await runAgain(page, 10);
  const before = await held(page);
  await runAgain(page, 180);
  await page.getByRole("combobox", { name: "When cells run" }).click();
  await page.getByRole("option", { name: /^Mode: once/ }).click();
  await runAgain(page, 10);
  await expect(page.getByTestId("outputs-1").locator("svg")).toBeVisible();
  const after = await held(page);
  test.info().annotations.push({ type: "held", description: JSON.stringify({ before, after }) });
  expect(after.frames).toBe(before.frames);
  expect(after.nodes).toBeLessThan(1.5 * before.nodes + 200);
  expect(after.listeners).toBeLessThan(1.5 * before.listeners + 50);
});

test("five hundred cells are scrolled through; editors and the models behind them go with their cells", async ({ page }) => {
  test.setTimeout(180_000);
  // Monaco puts itself on the page's object where it is asked to before it loads.
  await page.addInitScript(() => Object.assign(self, { MonacoEnvironment: { globalAPI: true } }));
  await openRoom(page, "notebooks");
  const text = ["# Long", ...Array.from({ length: 500 }, (_, i) => `\`\`\`{code-cell} typescript\nconst value${i} = ${i};\n\`\`\``)].join("\n\n");
  await page.locator("input[type=file]").setInputFiles({ name: "long.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
  await expect(cell(page, 500)).toBeAttached();

  const longest = await page.locator(".notebook-scroll").evaluate(async (view) => {
    let [longestFrame, last] = [0, performance.now()];
    for (let at = 0; at < 60; at++) {
      view.scrollTop = (at / 59) * view.scrollHeight;
      await new Promise(requestAnimationFrame);
      longestFrame = Math.max(longestFrame, performance.now() - last);
      last = performance.now();
    }
    return longestFrame;
  });
  test.info().annotations.push({ type: "scroll", description: `longest frame ${longest.toFixed(0)} ms` });
  await expect(cell(page, 500)).toBeInViewport();
  await expect(page.locator(".monaco-editor")).toHaveCount(0);

  const living = () =>
    page.evaluate(() => {
      const { editor } = (self as unknown as { monaco: { editor: { getModels(): unknown[]; getEditors(): unknown[] } } }).monaco;
      return { models: editor.getModels().length, editors: editor.getEditors().length };
    });
  const open = async (number: number) => {
    await cell(page, number).locator(".code-editor").click();
    await expect(cell(page, number).locator(".monaco-editor.focused")).toBeVisible();
  };
  for (let number = 500; number > 492; number--) await open(number);
  expect(await living()).toEqual({ models: 8, editors: 1 });
  await page.keyboard.press("Escape");
  await expect.poll(living).toEqual({ models: 8, editors: 0 });
  for (let left = 499; left > 496; left--) {
    await page.getByRole("button", { name: "More for this cell" }).click();
    await page.getByRole("menuitem", { name: /^Delete/ }).click();
    await expect(page.locator(".cell-code")).toHaveCount(left);
  }
  expect(await living()).toEqual({ models: 5, editors: 0 });
  await page.getByRole("link", { name: "Runs" }).click();
  await expect.poll(living).toEqual({ models: 0, editors: 0 });
});
