import type { Page } from "@playwright/test";
import { expect, hashesOf, openRoom, stepOf, test } from "./story";

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

test("a person mends an equation, crosses the Turing curve with the arrow keys and with the pointer, gets the pattern predicted, and shares it", async ({
  page,
  context,
}) => {
  test.setTimeout(300_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openBrusselator(page);
  await expect(page.getByText("Turing curve")).toBeVisible();

  await test.step("a mistake is told under its character, and the field follows as soon as it is mended", async () => {
    await page.getByRole("button", { name: "Edit equations" }).click();
    const equation = page.getByRole("textbox", { name: "∂u/∂t" });
    const message = page.getByRole("group", { name: "Equations" }).getByRole("alert");
    await equation.fill("D_u*laplacian(u) + A - (B + 1)*u + w*u^2");
    await expect(message).toHaveText(/^Character 36: there is no name "w"/);
    await expect(page.locator(".expression mark")).toHaveText("w");
    await equation.fill("D_u*laplacian(u) + A - (B + 1)*u + v*u^2");
    await expect(message).toHaveCount(0);
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("img", { name: /∂u\/∂t = D_u\*laplacian\(u\) \+ A - \(B \+ 1\)\*u \+ v\*u\^2/ })).toBeVisible();
    const before = await stepOf(page);
    await expect.poll(() => stepOf(page)).not.toBe(before);
    await expect(report(page)).toContainText("stable focus");
    await page.getByRole("button", { name: "Pause" }).click();
  });

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

  await test.step("begun anew with what was chosen, it runs, and the measured wavelength comes within 15 % of the predicted one", async () => {
    const predicted = await wavelength(page, "Predicted");
    expect(Math.abs(predicted / 10 - 1)).toBeLessThan(0.1);
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expect
      .poll(async () => Math.abs((await wavelength(page, "Measured")) / predicted - 1), { timeout: 150_000, intervals: [1000] })
      .toBeLessThan(0.15);
  });

  await test.step("the link shows it elsewhere, bit for bit", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    const [mine, steps, at] = [await hashesOf(page), await stepOf(page), await point(page).getAttribute("aria-valuetext")];
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /Copy link/ }).click();
    await expect(page.getByText("Link copied")).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const elsewhere = await context.browser()!.newContext();
    const other = await elsewhere.newPage();
    await other.goto(link);
    await expect.poll(() => stepOf(other), { timeout: 60_000 }).toBe(steps);
    await expect(point(other)).toHaveAttribute("aria-valuetext", at!);
    expect(await hashesOf(other)).toEqual(mine);
    await elsewhere.close();
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
