import { execFileSync } from "node:child_process";
import { expect, test, type Page } from "@playwright/test";
import { startServed, type Served } from "./served";

let server: Served;
let address: string;
let apiKey: string;

test.beforeAll(async () => {
  server = await startServed();
  ({ address, apiKey } = server);
});
test.afterAll(() => server.stop());

/** Moves the Lab's run to the server. */
async function computeThere(page: Page): Promise<void> {
  await page.getByLabel("Compute on").click();
  await page.getByRole("option", { name: /a server/ }).click();
  await page.getByLabel("address").fill(address);
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByText(/answers there/)).toBeVisible();
  await page.getByLabel("API key").fill(apiKey);
  await page.getByRole("button", { name: "Use this server" }).click();
  await expect(page.getByTestId("connection-state")).toHaveText(`Runs are computed at ${address}.`);
}

/** Three steps from the start, and the hash of the field that is shown. */
async function threeSteps(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Reset" }).click();
  for (let step = 1; step <= 3; step++) {
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await expect(page.getByText(`step ${step}`, { exact: true })).toBeVisible();
  }
  await page.getByRole("button", { name: /Where it runs/ }).click();
  const hash = page.getByTestId("field-hash");
  await expect(hash).toHaveText(/^[0-9a-f]{64}$/);
  const text = await hash.innerText();
  await page.keyboard.press("Escape");
  return text;
}

test("a person places the run on a server and gets the same bits as here and on the command line", async ({ page }) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto("/");
  await page.getByRole("button", { name: "Pause" }).click();
  const here = await threeSteps(page);

  await computeThere(page);
  expect(await threeSteps(page)).toBe(here);

  const spec = JSON.stringify({ version: 1, model: "gray-scott", steps: 3 });
  const printed = JSON.parse(execFileSync(process.execPath, ["cli/mfn.mjs", "run", "-", "--json"], { input: spec, encoding: "utf8" })) as {
    fields: { v: { sha256: string } };
  };
  expect(printed.fields.v.sha256).toBe(here);

  await page.getByLabel("Compute on").click();
  await page.getByRole("option", { name: /this browser/ }).click();
  await expect(page.getByTestId("connection-state")).toHaveText("Runs are computed in this browser.");
  expect(await threeSteps(page)).toBe(here);
  expect(complaints).toEqual([]);
});

test("a server that is not there, or does not know the key, is told in words and the run stays here", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Compute on").click();
  await page.getByRole("option", { name: /a server/ }).click();
  await page.getByLabel("address").fill("http://127.0.0.1:9");
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "nothing answers at http://127.0.0.1:9" })).toBeVisible();
  await page.getByLabel("address").fill(address);
  await page.getByLabel("API key").fill("mfn_not-the-key");
  await page.getByRole("button", { name: "Use this server" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "this API key is not known here" })).toBeVisible();
  await expect(page.getByTestId("connection-state")).toHaveText("Runs are computed in this browser.");
});

test("a run that the server does not have any more begins anew", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Pause" }).click();
  await computeThere(page);
  const asked = page.waitForRequest(/\/runs\/[^/]+\/step$/);
  await threeSteps(page);
  const [, run] = /runs\/([^/]+)\/step$/.exec((await asked).url())!;
  // As a server that was started again, or has not been asked for a while.
  expect((await fetch(`${address}/api/v1/runs/${run}`, { method: "DELETE", headers: { "x-api-key": apiKey } })).ok).toBe(true);
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("There is no run");
  await page.getByRole("button", { name: "Begin anew" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
  await threeSteps(page);
});
