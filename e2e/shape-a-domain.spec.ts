import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, hashesOf, openRoom, saved, stepOf, test } from "./story";

const disc = "1-(2*x/Lx-1)^2-(2*y/Ly-1)^2";
const feed = "0.03 + 0.015*x/Lx";

/** Types into a field and takes it over. */
async function enter(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press("Enter");
}

async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

test("a person gives the domain a shape, its walls a law and a parameter a slope, and lets the method choose its steps", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  await enter(page, "Cells along x", "96");
  await enter(page, "Cells along y", "64");

  await test.step("a mask cuts a disc out, and what lies outside is not drawn", async () => {
    await page.getByLabel("Mask").fill("1-(2*x/Lx-1)^");
    await expect(page.getByRole("alert").filter({ hasText: /Character \d+/ })).toBeVisible();
    await enter(page, "Mask", "-1");
    await expect(page.getByRole("alert").filter({ hasText: "leaves no cell inside" })).toBeVisible();
    await enter(page, "Mask", disc);
    const probe = page.locator(".field-probe");
    await page.locator(".field-plot").focus();
    await page.keyboard.press("ArrowLeft");
    await expect(probe).toContainText(/v \d/);
    for (let i = 0; i < 6; i++) await page.keyboard.press("Shift+ArrowLeft");
    for (let i = 0; i < 6; i++) await page.keyboard.press("Shift+ArrowUp");
    await expect(probe).toContainText("outside the domain");
  });

  await test.step("a parameter becomes a formula, and errors stand under it", async () => {
    await page.getByRole("button", { name: "Feed rate as a formula" }).click();
    const field = page.getByLabel("Feed rate, as a formula");
    await expect(field).toBeFocused();
    await field.fill("0.03 + 0.015*x/Lz2");
    await expect(page.getByRole("alert").filter({ hasText: "Lz2" })).toBeVisible();
    await enter(page, "Feed rate, as a formula", "7");
    await expect(page.getByRole("alert").filter({ hasText: /0\.1/ })).toBeVisible();
    await enter(page, "Feed rate, as a formula", feed);
    await expect(page.getByLabel(`Feed rate = ${feed}`)).toBeVisible();
    await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  });

  await test.step("one wall gets a Robin condition; the opposite one leaves the periodic pair with it", async () => {
    await choose(page, "Boundary", /side by side/);
    await choose(page, "Condition at x−", /Robin/);
    await expect(page.getByLabel("Condition at x+", { exact: true })).toHaveText(/Robin/);
    await choose(page, "Condition at x+", /slope/);
    await expect(page.getByLabel("Slope at x+")).toHaveValue("0");
    await expect(page.getByLabel("Condition at y+", { exact: true })).toHaveText(/periodic/);
    await enter(page, "Robin a at x−", "0");
    await enter(page, "Robin b at x−", "0");
    await expect(page.getByRole("alert").filter({ hasText: /not 0/ })).toBeVisible();
    await page.getByLabel("Robin b at x−").press("Escape");
    await enter(page, "Robin c at x−", "0.02*sin(pi*y/Ly)");
    await choose(page, "Field whose sides are shown", /^v$/);
    await enter(page, "Robin c at x− for v", "0");
  });

  await test.step("the method chooses its steps: the clock is the run's own", async () => {
    await choose(page, "Integrator", /Exponential/);
    await expect(page.getByRole("alert").filter({ hasText: /periodic/ })).toBeVisible();
    await choose(page, "Integrator", /Bogacki/);
    await enter(page, "First step", "0.25");
    await enter(page, "Relative error of a step", "0.001");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    for (let step = 1; step <= 6; step++) {
      await page.getByRole("button", { name: "Step", exact: true }).click();
      await expect.poll(() => stepOf(page)).toBe(step);
    }
    const time = Number((await page.getByTestId("time").innerText()).replace(/[^\d.]/g, ""));
    expect(time).toBeGreaterThan(0);
    expect(time).not.toBe(6 * 0.25);
  });

  await test.step("all of it is in the spec, and the link brings back the same bits", async () => {
    const spec = JSON.parse((await readFile(await saved(page, "Experiment spec (JSON)"))).toString()) as Record<string, Record<string, unknown>>;
    expect(spec["grid"]).toMatchObject({ shape: [64, 96], mask: disc });
    expect(spec["parameters"]!["F"]).toBe(feed);
    const y = { "y-": "periodic", "y+": "periodic" };
    expect(spec["boundary"]).toEqual({
      u: { "x-": { robin: { a: 0, b: 1, c: "0.02*sin(pi*y/Ly)" } }, "x+": "neumann", ...y },
      v: { "x-": { robin: { a: 0, b: 1, c: 0 } }, "x+": "neumann", ...y },
    });
    expect(spec["integrator"]).toEqual({ method: "bogacki-shampine", dt: 0.25, rtol: 0.001, atol: 1e-6 });
    const mine = await hashesOf(page);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /Copy link/ }).click();
    await expect(page.getByText("Link copied")).toBeVisible();
    const other = await context.newPage();
    await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
    await expect.poll(() => stepOf(other)).toBe(6);
    await expect(other.getByRole("button", { name: "Run", exact: true })).toBeVisible();
    expect(await hashesOf(other)).toEqual(mine);
    await other.close();
  });

  await test.step("back at a number, the parameter has the last one", async () => {
    await page.getByRole("button", { name: "Feed rate as a formula" }).click();
    await expect(page.getByRole("textbox", { name: /^Feed rate/ })).toHaveValue("0.037");
  });

  await test.step("a method is chosen for these equations, and the reason stands under it", async () => {
    await choose(page, "Integrator", /automatic/);
    await expect(page.getByRole("status").filter({ hasText: /was chosen/ })).toBeVisible();
    await expect(page.getByLabel("Integrator", { exact: true })).not.toHaveText(/automatic/);
  });
});
