import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import config from "../playwright.config";
import { expect, openRoom, saved, stepOf, test } from "./story";

// WebGPU on the main processor, in the page and its threads: the same path as on a graphics processor, only slower.
test.use({
  launchOptions: {
    ...config.use?.launchOptions,
    args: [...(config.use?.launchOptions?.args ?? []), "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
  },
});

const chip = (page: Page) => page.getByRole("button", { name: /Where it runs/ });
const inexact = (page: Page) => page.getByText("not bit-reproducible", { exact: true });

async function computeWith(page: Page, option: RegExp): Promise<void> {
  await chip(page).click();
  await page.getByRole("dialog").getByLabel("Compute with").click();
  await page.getByRole("option", { name: option }).click();
  await page.keyboard.press("Escape");
}

/** Cells along x and y, small enough for graphics in software. */
async function makeSmall(page: Page): Promise<void> {
  for (const name of ["Cells along x", "Cells along y"]) {
    await page.getByLabel(name).fill("64");
    await page.keyboard.press("Enter");
  }
  await expect(page.getByLabel(/a field of 64 by 64 cells/)).toBeVisible();
}

/** The values of v after so many single steps from the start, out of the exported file. */
async function fieldAfter(page: Page, steps: number): Promise<Float32Array> {
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  for (let step = 0; step < steps; step++) {
    await expect.poll(() => stepOf(page)).toBe(step);
    await page.getByRole("button", { name: "Step", exact: true }).click();
  }
  await expect.poll(() => stepOf(page)).toBe(steps);
  const bytes = await readFile(await saved(page, "Field as an array (NPY)"));
  const start = 10 + bytes.readUInt16LE(8);
  return new Float32Array(Uint8Array.from(bytes.subarray(start, start + 4 * 64 * 64)).buffer);
}

/** Lets the story destroy the devices of the engine's thread, as a driver does that is reset. */
async function takeDevicesAway(page: Page): Promise<() => Promise<void>> {
  await page.route(/engine\.worker-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    const listening = `
      const request = GPUAdapter.prototype.requestDevice;
      const given = new Set();
      GPUAdapter.prototype.requestDevice = async function (...options) {
        const device = await request.apply(this, options);
        given.add(device);
        return device;
      };
      new BroadcastChannel("take-devices-away").onmessage = () => given.forEach((device) => device.destroy());
    `;
    await route.fulfill({ response, body: listening + (await response.text()) });
  });
  return () => page.evaluate(() => new BroadcastChannel("take-devices-away").postMessage(null));
}

test("a run on a graphics processor is labelled, agrees with the processor's, and survives the loss of its device", async ({ page }) => {
  const loseDevices = await takeDevicesAway(page);
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Pause" }).click();
  await makeSmall(page);
  const onProcessor = await fieldAfter(page, 5);
  await expect(inexact(page)).toHaveCount(0);

  await computeWith(page, /WebGPU/);
  await expect(chip(page)).toHaveText("local · webgpu · f32");
  await expect(inexact(page)).toBeVisible();
  const onGraphics = await fieldAfter(page, 5);
  const largest = Math.max(...onGraphics.map((value, i) => Math.abs(value - onProcessor[i]!)));
  expect(largest).toBeLessThan(1e-5);

  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(100);
  await expect(page.getByTestId("dimension")).toHaveText(/^\d\.\d+$/);
  await page.screenshot({ path: test.info().outputPath("on-a-graphics-processor.png") });

  await test.step("its device is lost", async () => {
    const before = await stepOf(page);
    await loseDevices();
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before + 100);
    await expect(chip(page)).toHaveText(/^local · (webgpu|wasm)/);
    await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  });

  await test.step("another field can be looked at while it runs, and all of them leave together", async () => {
    await page.getByLabel("Field shown").click();
    await page.getByRole("option", { name: "u", exact: true }).click();
    await expect(page.getByText(/^Box-counting dimension of u/)).toBeVisible();
    const archive = (await readFile(await saved(page, "All fields (NPZ)"))).toString("latin1");
    expect(archive).toContain("u.npy");
    expect(archive).toContain("v.npy");
  });
});

test("a field that leaves the finite range on a graphics processor stops the run in words", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("mfn.workspace", JSON.stringify({ backend: "webgpu", toured: true })));
  await openRoom(page, "lab");
  await makeSmall(page);
  await expect(chip(page)).toHaveText("local · webgpu · f32");
  const dt = page.getByLabel("Time step", { exact: true });
  await dt.fill("6");
  await dt.press("Enter");
  await expect(page.getByText(/left the finite range at cell \(\d+, \d+\), step \d+/).first()).toBeVisible();
  await page.getByRole("button", { name: /last good state/i }).click();
  await expect(page.locator("body")).not.toContainText("NaN");
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
});
