import { expect, test, type Page } from "@playwright/test";
import { build } from "vite";
import config from "../playwright.config";
import { models } from "../src/core/models/index";
import { solvers } from "../src/core/solvers/index";
import { isAdaptive } from "../src/core/solvers/solver";
import { agreement } from "../src/engine/backends/webgpu/known-field";
import { cases } from "../tests/engine/backends/webgpu/cases";
import type { harness as Harness } from "./webgpu-harness";

// WebGPU on the main processor: the same WGSL, through the same compiler of the browser, without a graphics processor.
test.use({
  launchOptions: {
    ...config.use?.launchOptions,
    args: ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-unsafe-swiftshader"],
  },
});

declare const harness: typeof Harness;

let code: string;
test.beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: { write: false, target: "es2023", rolldownOptions: { input: "e2e/webgpu-harness.ts" } },
  });
  code = (built as { output: { code: string }[] }).output[0]!.code;
});

/** A page with the harness, on the origin of the app: WebGPU asks for a secure context. */
async function openHarness(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.route("**/webgpu-harness/*", (route) =>
    route.request().url().endsWith(".js")
      ? route.fulfill({ contentType: "text/javascript", body: code })
      : route.fulfill({ contentType: "text/html", body: "<!doctype html><title>WebGPU</title><script type=module src=harness.js></script>" }),
  );
  await page.goto("/webgpu-harness/page.html");
  await page.waitForFunction(() => "harness" in globalThis);
  return complaints;
}

test("a device is known by what it computes; one in software is taken only when asked for", async ({ page }) => {
  await openHarness(page);
  const [usual, forced] = await page.evaluate(async () => [await harness.probe(), await harness.probe({ allowSoftware: true })] as const);
  expect(usual).toEqual({ able: false, because: expect.stringMatching(/software on the main processor/) });
  expect(forced).toEqual({ able: true, device: expect.stringMatching(/swiftshader/i), software: true });
});

test("everything a kernel may hold agrees with the plain back end", async ({ page }) => {
  test.setTimeout(300_000);
  const complaints = await openHarness(page);
  for (const [name, document] of Object.entries(cases)) {
    const { first, last, finite } = await page.evaluate((spec) => harness.compare(spec, 100), document);
    expect.soft(first, `${name}, after one step`).toBeLessThanOrEqual(agreement.afterOneStep);
    expect.soft(last, `${name}, after a hundred`).toBeLessThanOrEqual(agreement.afterHundredSteps);
    expect.soft(finite, name).toBe(true);
  }
  expect(complaints).toEqual([]);
});

test("every model of the library agrees with the plain back end, in 2D and 3D", async ({ page }) => {
  test.setTimeout(300_000);
  const complaints = await openHarness(page);
  const shapes: Record<number, number[]> = { 2: [48, 64], 3: [12, 16, 20] };
  for (const { id, dimensions } of await page.evaluate(() => harness.models()))
    for (const dimension of dimensions) {
      const shape = shapes[dimension]!;
      const solver = solvers.get(models.get(id).integrator.method);
      // What the device does not compute, the equations are taken through by a method that it does.
      const method = isAdaptive(solver) || solver.family === "spectral" ? "rk4" : solver.id;
      const document = { version: 1, model: id, precision: "f32", seed: 2, grid: { shape, stencil: "standard" }, integrator: { method, dt: "auto" } };
      const { first, last, sensitivity, finite } = await page.evaluate((spec) => harness.compare(spec, 100), document);
      expect.soft(first, `${id} in ${dimension}D, after one step`).toBeLessThanOrEqual(agreement.afterOneStep);
      // An excitable medium magnifies whatever differs, as it does for two runs of one back end: each step adds a little.
      expect.soft(last, `${id} in ${dimension}D, after a hundred`).toBeLessThanOrEqual(Math.max(agreement.afterHundredSteps, 100 * sensitivity));
      expect.soft(finite, id).toBe(true);
    }
  expect(complaints).toEqual([]);
});

test("elementary functions and draws keep to their stated errors", async ({ page }) => {
  await openHarness(page);
  const units = await page.evaluate(async () => ({
    exp: await harness.errorInUnits("exp", -69, 88, "even"),
    "exp near 0": await harness.errorInUnits("exp", -1, 1, "even"),
    log: await harness.errorInUnits("log", 1e-37, 1e38, "log"),
    "log near 1": await harness.errorInUnits("log", 0.5, 1.6, "even"),
    sin: await harness.errorInUnits("sin", -1e4, 1e4, "even"),
    cos: await harness.errorInUnits("cos", -100, 100, "even"),
    tanh: await harness.errorInUnits("tanh", -10, 10, "even"),
    "tanh near 0": await harness.errorInUnits("tanh", 1e-20, 0.6, "log"),
    pow: await harness.errorInUnits("pow", 1e-15, 1e15, "log", 2),
  }));
  expect(Object.entries(units).filter(([name, error]) => !(error < (name === "pow" ? 4 : 3)))).toEqual([]);
  expect(await page.evaluate(() => harness.errorInUnits("pow", 0.2, 5, "even", 30))).toBeLessThan(3 + 15);
  // Draws reach 5 or so; a unit of the last place there is 5e-7.
  expect(await page.evaluate(() => harness.normalDistance())).toBeLessThan(1e-6);
  for (const mean of [1e-3, 0.3, 5]) {
    const { differ, most, drawn } = await page.evaluate((m) => harness.countsThatDiffer(m), mean);
    expect(drawn).toBeGreaterThan(20);
    expect(differ).toBeLessThanOrEqual(3);
    expect(most).toBeLessThanOrEqual(1);
  }
});

test("diffusion on the device keeps what there is: no low-precision storage on the way", async ({ page }) => {
  await openHarness(page);
  const document = { ...cases["slopes at the sides"], boundary: "neumann" };
  expect(await page.evaluate((spec) => harness.drift(spec, 2000), document)).toBeLessThan(1e-6);
});

const lossy = {
  ...cases["adams-bashforth"],
  equations: { u: "D*laplacian(u) + F*(1-u) - u*v^2 + noise(0.01)", v: "D*laplacian(v) + u*v^2 - F*v*(1+0.3*sin(x/4))" },
  boundary: "neumann",
};

test("a run goes on after the device is lost, at whatever moment, with the same numbers", async ({ page }) => {
  await openHarness(page);
  const whole = await page.evaluate((spec) => harness.interrupted(spec, []), lossy);
  expect(whole.step).toBe(98);
  for (const losses of [[1], [2], [3], [4], [5], [6], [7], [1, 2, 3, 4, 5, 6, 7]])
    expect(await page.evaluate(([spec, moments]) => harness.interrupted(spec, moments), [lossy, losses] as const), `lost at ${losses}`).toEqual(
      whole,
    );
});

test("where no device is left the run says so, and the plain back end goes on from its last state", async ({ page }) => {
  await openHarness(page);
  const { refusal, step, difference } = await page.evaluate((spec) => harness.lostForGood(spec), lossy);
  expect(refusal).toEqual({
    code: "backend/unavailable",
    message: expect.stringMatching(/was lost at step 1[78].*last state kept is that of step 12/),
  });
  expect(step).toBe(17);
  expect(difference).toBeLessThan(agreement.afterHundredSteps);
});

test("a run that explodes is noticed on the device, and what it cannot do is refused in words", async ({ page }) => {
  await openHarness(page);
  const exploding = { ...cases["euler"], species: { u: {} }, equations: { u: "u^3*1e20 + 1e15*u" }, initial: { kind: "expression", u: "0.5" } };
  expect(await page.evaluate((spec) => harness.explodes(spec, 20), exploding)).toEqual([true, false]);
  const refuse = (change: object) => page.evaluate((spec) => harness.refusal(spec), { ...cases["euler"], ...change });
  expect(await refuse({ precision: "f64" })).toMatchObject({
    code: "spec/unsupported",
    message: expect.stringMatching(/At precision: .*single precision/),
  });
  for (const method of ["dormand-prince", "etdrk4"])
    expect(await refuse({ integrator: { method, dt: 0.1 } })).toMatchObject({
      message: expect.stringMatching(/At integrator\.method: .*rk4, or compute on the processor/),
    });
});
