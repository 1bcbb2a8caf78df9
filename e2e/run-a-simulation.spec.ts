import { readFile } from "node:fs/promises";
import { expect, hashesOf, openRoom, stepOf, test } from "./story";

test("a person watches Gray–Scott grow, steers it, exports it, and somebody else gets the same bits", async ({ page, context }, { project }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openRoom(page, "lab");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(project.name === "isolated");

  await test.step("it is growing already, and its dimension changes", async () => {
    await expect.poll(() => stepOf(page)).toBeGreaterThan(20);
    const dimension = page.getByTestId("dimension");
    await expect(dimension).toHaveText(/^\d\.\d+$/);
    const first = await dimension.innerText();
    await expect.poll(() => dimension.innerText(), { timeout: 60_000 }).not.toBe(first);
  });

  await test.step("a slider moves without re-seeding or resetting", async () => {
    const before = await stepOf(page);
    await page.getByRole("slider", { name: /^Feed rate/ }).focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before);
  });

  await test.step("it pauses, steps once, and resets", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
    await page.waitForTimeout(300);
    const paused = await stepOf(page);
    await page.waitForTimeout(500);
    expect(await stepOf(page)).toBe(paused);
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await expect.poll(() => stepOf(page)).toBe(paused + 1);
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await expect.poll(() => stepOf(page)).toBe(0);
    for (let i = 0; i < 5; i++) {
      await page.getByRole("button", { name: "Step", exact: true }).click();
      await expect.poll(() => stepOf(page)).toBe(i + 1);
    }
  });

  const mine = await hashesOf(page);

  await test.step("every export carries the spec", async () => {
    const download = async (item: string | RegExp) => {
      await page.getByRole("button", { name: "Export" }).click();
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
      return readFile(await file.path());
    };
    const spec = JSON.parse((await download(/spec \(JSON\)/)).toString()) as { model: string };
    expect(spec.model).toBe("gray-scott");
    expect((await download(/\(NPY\)/)).subarray(1, 6).toString()).toBe("NUMPY");
    expect((await download(/\(PNG\)/)).includes(mine.spec)).toBe(true);
    expect((await download(/\(CSV\)/)).toString()).toContain(mine.spec);
    expect((await download(/\(SVG\)/)).toString()).toContain(mine.spec);
  });

  await test.step("the link brings back the same run in a new page", async () => {
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /Copy link/ }).click();
    await expect(page.getByText("Link copied")).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("#/lab?spec=1.");
    const other = await context.newPage();
    await other.goto(link);
    // A link carries how far the run had come: it goes there and stops.
    await expect.poll(() => stepOf(other)).toBe(5);
    await expect(other.getByRole("button", { name: "Run", exact: true })).toBeVisible();
    expect(await hashesOf(other)).toEqual(mine);
    await other.close();
  });
});

test("a broken link is explained and the Lab still works", async ({ page }) => {
  await page.goto("/#/lab?spec=1.broken");
  await expect(page.getByText(/link is damaged or was cut off/).first()).toBeVisible();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
});

test("a step that is too large is announced before the run and stops it in words", async ({ page }) => {
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  const dt = page.getByLabel("Time step", { exact: true });
  await dt.fill("6");
  await dt.press("Enter");
  await expect(page.getByText(/Step too large: dt = 6, stable up to 1\.22/).first()).toBeVisible();
  await expect(page.getByText(/left the finite range at cell \(\d+, \d+\), step \d+/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: /last good state/i })).toBeVisible();
  await expect(page.locator("body")).not.toContainText("NaN");
  await page
    .getByRole("button", { name: /^Use dt/ })
    .first()
    .click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
});

test("a grid can be made larger and smaller while it runs (trap 14)", async ({ page }) => {
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  for (const size of ["64", "300", "48"]) {
    const field = page.getByLabel("Cells along x");
    await field.fill(size);
    await field.press("Enter");
    await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
    await expect(page.locator("body")).not.toContainText("NaN");
  }
});
