import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, hashesOf, openRoom, saved, stepOf, test } from "./story";

const chip = (page: Page) => page.getByRole("button", { name: /Where it runs/ });

async function computeWith(page: Page, option: RegExp): Promise<void> {
  await chip(page).click();
  const choice = page.getByRole("dialog").getByLabel("Compute with");
  await choice.click();
  await page.getByRole("option", { name: option }).click();
  await expect(choice).toHaveText(option);
  await page.keyboard.press("Escape");
}

/** Five steps from the start: the hash of the field shown, and its exported array. */
async function fiveSteps(page: Page): Promise<{ field: string; array: string }> {
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  for (let step = 0; step < 5; step++) {
    await expect.poll(() => stepOf(page)).toBe(step);
    await page.getByRole("button", { name: "Step", exact: true }).click();
  }
  await expect.poll(() => stepOf(page)).toBe(5);
  const { field } = await hashesOf(page);
  return { field, array: (await readFile(await saved(page, "Field as an array (NPY)"))).toString("base64") };
}

test("a person changes the back end and gets the same bits, to the exported file", async ({ page }) => {
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Pause" }).click();

  await computeWith(page, /WebAssembly/);
  await expect(chip(page)).toHaveText(/^local · wasm( ×\d+)? · f32$/);
  const wasm = await fiveSteps(page);

  await computeWith(page, /Plain/);
  await expect(chip(page)).toHaveText("local · plain · f32");
  expect(await fiveSteps(page)).toEqual(wasm);

  await test.step("the choice outlives the page", async () => {
    await page.reload();
    await expect(chip(page)).toHaveText("local · plain · f32");
    // It stands where it was left.
    await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  });

  await computeWith(page, /automatic/);
  await expect(chip(page)).not.toHaveText(/plain/);
  await expect(page.getByTestId("because").first()).toHaveText(/\w+/);
  await expect(page.getByText("not bit-reproducible")).toHaveCount(0);
  expect(await fiveSteps(page)).toEqual(wasm);
});

test("a choice that cannot run says why, and the run goes on with another", async ({ page }) => {
  // Graphics processors compute in single precision, where there is one at all.
  await page.addInitScript(() => localStorage.setItem("mfn.workspace", JSON.stringify({ backend: "webgpu", toured: true })));
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  await page.getByLabel("Precision").click();
  await page.getByRole("option", { name: /f64/ }).click();
  await expect(chip(page)).toHaveText(/^local · wasm( ×\d+)? · f64$/);
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  await expect(page.getByText(/Not with what was chosen: .*(WebGPU|graphics)/)).toBeVisible();
});
