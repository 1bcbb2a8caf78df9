import type { Page } from "@playwright/test";
import { expect, openRoom, stepOf, test } from "./story";

const report = (page: Page) => page.getByRole("region", { name: "Before it runs" });
const point = (page: Page) => page.getByRole("slider", { name: /Point in the plane of Feed A and Feed B/ });
const wavelength = async (page: Page, which: "Measured" | "Predicted") => Number(await page.getByLabel(`${which} wavelength`).innerText());

/** The Brusselator's thresholds at A = 3, D_u = 5, D_v = 12: 8.62 for waves, 10 for the uniform oscillation. */
const brusselator = { version: 1, model: "brusselator", parameters: { A: 3, B: 8, D_u: 5, D_v: 12 }, seed: 4 };

async function openBrusselator(page: Page): Promise<void> {
  await page.addInitScript((spec) => {
    localStorage.setItem("mfn.spec", JSON.stringify({ spec, preset: null }));
  }, brusselator);
  await openRoom(page, "lab");
  await expect(report(page)).toContainText("stable focus");
  // The classes are there once the point is told with its own.
  await expect(point(page)).toHaveAttribute("aria-valuetext", "A 3, B 8: stable");
}

test("a person crosses the Turing curve with the arrow keys and with the pointer, and the pattern comes as predicted", async ({ page }) => {
  test.setTimeout(240_000);
  await openBrusselator(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Turing curve")).toBeVisible();

  await test.step("with the arrow keys: the report follows over both curves", async () => {
    await point(page).focus();
    await page.keyboard.press("Shift+ArrowUp");
    await expect(point(page)).toHaveAttribute("aria-valuetext", "A 3, B 9: Turing unstable");
    await expect(report(page)).toContainText("Turing unstable");
    await expect(page.getByLabel("Predicted wavelength")).toHaveText("10.0");
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Shift+ArrowUp");
    await expect(report(page)).toContainText("Hopf unstable");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowDown");
    await expect(report(page)).toContainText("stable focus");
  });

  await test.step("with the pointer: dragged from below the curve to above it, in flight", async () => {
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await expect.poll(() => stepOf(page)).toBe(0);
    const start = await centreOf(page);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    for (let up = 1; up < 100 && (await feedB(page)) < 9; up++) await page.mouse.move(start.x, start.y - up);
    await page.mouse.up();
    await expect(point(page)).toHaveAttribute("aria-valuetext", /^A (2\.9\d*|3|3\.0\d*), B 9(\.[0-3]\d*)?: Turing unstable$/);
    await expect(report(page)).toContainText("Turing unstable");
  });

  await test.step("it runs, and the measured wavelength comes within 15 % of the predicted one", async () => {
    const predicted = await wavelength(page, "Predicted");
    expect(Math.abs(predicted / 10 - 1)).toBeLessThan(0.1);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expect
      .poll(async () => Math.abs((await wavelength(page, "Measured")) / predicted - 1), { timeout: 150_000, intervals: [1000] })
      .toBeLessThan(0.15);
  });
});

test("the largest stable step of another method is one press away, and other parameters span the plane", async ({ page }) => {
  await openBrusselator(page);
  await report(page).getByText("stable step").click();
  await expect(report(page).getByText("in use")).toBeVisible();
  await report(page).getByRole("button", { name: "Use Heun" }).click();
  await expect(report(page).locator("summary")).toContainText("Heun");
  await page.getByRole("combobox", { name: "Parameter along the plane" }).click();
  await page.getByRole("option", { name: /^D_v/ }).click();
  await expect(page.getByRole("slider", { name: /Point in the plane of Diffusivity of Y and Feed B/ })).toHaveAttribute(
    "aria-valuetext",
    "D_v 12, B 8: stable",
  );
});

async function centreOf(page: Page): Promise<{ x: number; y: number }> {
  await point(page).scrollIntoViewIfNeeded();
  const box = (await point(page).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What the point says of B. */
const feedB = async (page: Page) => Number(/B ([\d.]+)/.exec((await point(page).getAttribute("aria-valuetext"))!)![1]);
