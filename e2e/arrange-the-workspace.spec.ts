import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { complete } from "../src/core/spec/complete";
import { toPermalink } from "../src/core/spec/permalink";
import { expect, openRoom, test } from "./story";

/** The titles of a column's panels from top to bottom. */
const column = (page: Page, side: "left" | "right") =>
  page.locator(`[data-column="${side}"] [data-panel]`).evaluateAll((panels) => panels.map((panel) => panel.getAttribute("data-panel")));

const arrange = async (page: Page, panel: string, choice: string) => {
  await page.locator(`[data-panel="${panel}"]`).getByRole("button", { name: "Arrange" }).click();
  await page.getByRole("menuitem", { name: choice }).click();
};

test("a person moves panels about, finds them so again, and has the usual layout back", async ({ page }) => {
  test.setTimeout(240_000);
  await openRoom(page, "lab");
  await expect(page.locator('[data-panel="domain"]')).toBeVisible();
  const usual = await column(page, "left");
  expect(usual.slice(0, 3)).toEqual(["model", "parameters", "domain"]);

  await test.step("a panel goes up, and across", async () => {
    await arrange(page, "domain", "Move up");
    expect((await column(page, "left")).slice(0, 3)).toEqual(["model", "domain", "parameters"]);
    await expect(page.locator('[data-panel="domain"]').getByRole("button", { name: "Arrange" })).toBeFocused();
    await arrange(page, "connection", "Move to the right column");
    expect(await column(page, "right")).toContain("connection");
    await expect(page.getByText("Where it runs: moved to the right column")).toBeAttached();
  });

  await test.step("the field goes on meanwhile, drawn by the same context", async () => {
    await page.evaluate(() => document.querySelector("#main canvas")!.setAttribute("data-same", "yes"));
    await arrange(page, "domain", "Move down");
    await expect(page.locator("#main canvas[data-same]")).toBeVisible();
    await arrange(page, "domain", "Move up");
  });

  await test.step("one shares a place with another, behind tabs", async () => {
    await arrange(page, "before-run", "Share a place with the one above");
    const tabs = page.getByRole("tablist", { name: "Panels in one place" });
    await expect(tabs.getByRole("tab")).toHaveCount(2);
    await expect(tabs.getByRole("tab", { selected: true })).toHaveText("Before it runs");
    await tabs.getByRole("tab", { name: "Parameters" }).click();
    await expect(page.locator('[data-panel="parameters"]')).toBeVisible();
  });

  await test.step("one is closed", async () => {
    await arrange(page, "dimension", "Close the panel");
    await expect(page.locator('[data-panel="dimension"]')).toHaveCount(0);
  });

  await test.step("a column is made wider with the keyboard", async () => {
    const edge = page.getByRole("separator", { name: "Width of the left column" });
    const before = (await page.locator("#column-left").boundingBox())!.width;
    await edge.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await page.locator("#column-left").boundingBox())!.width).toBe(before + 32);
  });

  const arranged = { left: await column(page, "left"), right: await column(page, "right") };
  await test.step("all of it is there after a reload", async () => {
    await page.reload();
    await expect(page.locator("#main canvas").first()).toBeVisible();
    await expect(page.getByRole("tablist", { name: "Panels in one place" })).toBeVisible();
    await expect.poll(async () => ({ left: await column(page, "left"), right: await column(page, "right") })).toEqual(arranged);
  });

  await test.step("axe finds nothing serious", async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  await test.step("the closed one is opened from the menu", async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Panels" }).press("ArrowRight");
    await page.getByRole("menuitemcheckbox", { name: "Box-counting dimension", checked: false }).press("Enter");
    await expect(page.locator('[data-panel="dimension"]')).toBeVisible();
  });

  await test.step("the layout is reset, and that is taken back", async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Reset the layout" }).press("Enter");
    await expect.poll(() => column(page, "left")).toEqual(usual);
    await page.locator("#main").focus();
    await page.keyboard.press("Control+z");
    await expect.poll(() => column(page, "left")).toEqual(arranged.left);
  });
});

test("a panel is dragged by its heading to another column", async ({ page }) => {
  await openRoom(page, "lab");
  const from = page.locator('[data-panel="domain"] > h2');
  const onto = page.locator('[data-panel="dimension"]');
  await expect(from).toBeVisible();
  // It grows once the field is measured, and the place below its middle with it.
  await expect(onto.getByRole("img")).toBeVisible();
  const [start, end] = [(await from.boundingBox())!, (await onto.boundingBox())!];
  await page.mouse.move(start.x + 20, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y + 20, { steps: 3 });
  await page.mouse.move(end.x + 60, end.y + end.height - 8, { steps: 5 });
  await expect(page.locator(".dock-mark")).toBeVisible();
  await page.screenshot({ path: "test-results/arrange-drag.png" });
  await page.mouse.up();
  await expect(page.locator(".dock-mark")).toHaveCount(0);
  expect((await column(page, "right")).slice(0, 2)).toEqual(["dimension", "domain"]);

  await test.step("Escape gives a drag up", async () => {
    const before = await column(page, "left");
    const box = (await page.locator('[data-panel="parameters"] > h2').boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(end.x + 60, end.y + 40, { steps: 5 });
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await column(page, "left")).toEqual(before);
  });
});

test("a phone's sheet of panels has three heights, by key and by hand", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openRoom(page, "lab");
  const grip = page.getByRole("separator", { name: "Height of the panels" });
  const height = async () => (await page.locator("#panels").boundingBox())!.height;
  await expect(grip).toBeVisible();
  const half = await height();
  await grip.focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(height).toBeGreaterThan(half + 100);
  await expect(page.locator("#main")).toBeVisible();
  await page.keyboard.press("Home");
  await expect.poll(height).toBeLessThan(90);
  await page.getByRole("tab", { name: "Parameters" }).click();
  await expect.poll(height).toBe(half);
  const box = (await grip.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 90, { steps: 4 });
  await page.mouse.up();
  await expect.poll(height).toBeGreaterThan(half + 100);
  await expect(page.getByRole("button", { name: /^(Run|Pause)$/ })).toBeInViewport();
});

test.describe("on the first visit", () => {
  test.use({ visit: "first" });

  test("the tour is shown once, can be skipped for good, and is found again", async ({ page }) => {
    await openRoom(page, "lab");
    const tour = page.getByRole("region", { name: "A short tour" });
    await expect(tour).toContainText("A field, growing");
    await page.screenshot({ path: "test-results/tour-1.png" });
    await tour.getByRole("button", { name: "Next" }).click();
    await expect(tour).toContainText("Its model and its parameters");
    await page.screenshot({ path: "test-results/tour-2.png" });
    await tour.getByRole("button", { name: "Next" }).click();
    await expect(tour).toContainText("Run, step, export");
    await page.screenshot({ path: "test-results/tour-3.png" });
    await tour.getByRole("button", { name: "Done" }).click();
    await expect(tour).toHaveCount(0);
    await page.reload();
    await expect(page.locator("#main canvas").first()).toBeVisible();
    await page.waitForTimeout(2000);
    await expect(tour).toHaveCount(0);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Show me around" }).click();
    await expect(tour.getByRole("button", { name: "Next" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(tour).toHaveCount(0);
  });

  test("who opens a link is shown what it leads to, and no tour", async ({ page }) => {
    await page.goto("/#/lab");
    await expect(page.getByRole("region", { name: "A short tour" })).toBeVisible();
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
    await page.goto(`/#/lab?spec=${toPermalink(complete({ version: 1, model: "gray-scott", seed: 3 }).spec)}`);
    await expect(page.locator("#main canvas").first()).toBeVisible();
    await page.waitForTimeout(2000);
    await expect(page.getByRole("region", { name: "A short tour" })).toHaveCount(0);
  });
});
