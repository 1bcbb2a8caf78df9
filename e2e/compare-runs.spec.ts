import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, openRoom, stepOf, test } from "./story";

/** Lets the run that is open go on a little, and stops it. */
async function alittle(page: Page): Promise<void> {
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(30);
  await page.waitForTimeout(1500);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.waitForTimeout(1800);
}

/** Two runs of one grid with different seeds and parameters, and one on another grid. */
async function threeRuns(page: Page): Promise<void> {
  await openRoom(page, "lab");
  await alittle(page);
  await page.getByRole("button", { name: "New seed" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await alittle(page);
  const cells = page.getByLabel("Cells along x");
  await cells.fill("96");
  await cells.press("Enter");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await alittle(page);
  await page.goto("/#/runs");
  await expect(page.getByRole("list", { name: "Kept runs" }).getByRole("listitem")).toHaveCount(3);
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
]) {
  test(`runs side by side at ${viewport.width} pixels: fields, differences, specs, metrics`, async ({ page }, info) => {
    test.setTimeout(180_000);
    await threeRuns(page);
    await page.setViewportSize(viewport);
    // The oldest two have one grid.
    await page.getByRole("button", { name: "Pick all" }).click();
    await page.getByRole("list", { name: "Kept runs" }).getByRole("checkbox").first().uncheck();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(page.getByRole("heading", { name: "2 runs side by side" })).toBeVisible();
    const fields = page.getByRole("application");
    await expect(fields).toHaveCount(2);

    await test.step("only what differs is listed", async () => {
      const table = page.getByRole("region", { name: "What their specs differ in" });
      await expect(table.getByRole("rowheader", { name: "seed" })).toBeVisible();
      await expect(table.getByRole("rowheader", { name: "parameters.F" })).toHaveCount(0);
    });

    await test.step("one cursor reads both", async () => {
      await fields.first().focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
      await expect(page.locator(".field-probe")).toHaveCount(2);
      const bars = await page.locator(".colour-bar").evaluateAll((all) => all.map((bar) => bar.getAttribute("aria-label")));
      expect(new Set(bars).size).toBe(1);
    });

    await test.step("the difference has a map of its own, around 0", async () => {
      await page.getByRole("checkbox", { name: "difference from the first" }).click();
      await expect(page.getByText(/root mean square/)).toBeVisible();
      await expect(page.getByRole("application", { name: /less that of the first/ })).toBeVisible();
    });

    await test.step("metrics lie over each other", async () => {
      await page.getByRole("combobox", { name: "Metric compared" }).scrollIntoViewIfNeeded();
      await expect(page.locator(".line-chart .line-path")).toHaveCount(2);
    });

    await page.screenshot({ path: `test-results/rooms/compare-${viewport.width}.png` });
    await info.attach(`compare-${viewport.width}`, { path: `test-results/rooms/compare-${viewport.width}.png`, contentType: "image/png" });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

    await test.step("grids that do not agree have no difference, which is said", async () => {
      await page.getByRole("button", { name: "Back to the library" }).click();
      await page.getByRole("list", { name: "Kept runs" }).getByRole("checkbox").first().check();
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await expect(page.getByRole("application")).toHaveCount(3);
      await page.getByRole("checkbox", { name: "difference from the first" }).click();
      await expect(page.getByText(/No difference: the first has 256 × 256 cells, this one 256 × 96\./)).toBeVisible();
    });
  });
}
