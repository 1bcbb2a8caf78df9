import { expect, openRoom, stepOf, test } from "./story";

/** What the run bar says of the kernel alone, in cell updates a second. */
async function kernelSpeed(page: import("@playwright/test").Page): Promise<number> {
  const words = await page.getByTestId("speed").innerText();
  const [, digits, scale] = /([\d.]+)\s*([kMG]?)/.exec(words)!;
  return Number(digits) * { "": 1, k: 1e3, M: 1e6, G: 1e9 }[scale as "" | "k" | "M" | "G"];
}

test("at 512 × 512 the simulation runs at the kernel's pace and the page stays free", async ({ page }) => {
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(20);
  await page.getByRole("textbox", { name: "Rows" }).fill("512");
  await page.getByRole("textbox", { name: "Columns" }).fill("512");
  await page.keyboard.press("Enter");
  await expect(page.getByText("512 × 512").first()).toBeVisible();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(200);

  const share = async (): Promise<number> => {
    const [began, first] = [Date.now(), await stepOf(page)];
    await page.waitForTimeout(3000);
    const [ended, last] = [Date.now(), await stepOf(page)];
    return ((last - first) * 512 * 512 * 1000) / (ended - began) / (await kernelSpeed(page));
  };
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  const found = await share();
  const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  expect(longTasks).toEqual([]);
  expect(found).toBeGreaterThan(0.8);
});
