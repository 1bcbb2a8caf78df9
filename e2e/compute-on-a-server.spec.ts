import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";

let server: ChildProcess;
let address: string;
let apiKey: string;

test.beforeAll(async () => {
  const env = { ...process.env, MFN_DATA_DIR: mkdtempSync(join(tmpdir(), "mfn-e2e-")), MFN_LOG_LEVEL: "warn" };
  server = spawn(process.execPath, ["cli/mfn.mjs", "serve", "--port", "0"], { env });
  const printed = await new Promise<string>((resolve, reject) => {
    let out = "";
    server.stdout!.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (/mfn_[\w-]{43}\n/.test(out)) resolve(out);
    });
    server.on("exit", () => reject(new Error(`mfn serve ended: ${out}`)));
  });
  address = /serves .* at (http:\S+)/.exec(printed)![1]!;
  apiKey = /mfn_[\w-]{43}/.exec(printed)![0];
});
test.afterAll(() => void server.kill("SIGTERM"));

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

  await page.getByLabel("Compute on").click();
  await page.getByRole("option", { name: /a server/ }).click();
  await page.getByLabel("address").fill(address);
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByText(/answers there/)).toBeVisible();
  await page.getByLabel("API key").fill(apiKey);
  await page.getByRole("button", { name: "Use this server" }).click();
  await expect(page.getByTestId("connection-state")).toHaveText(`Runs are computed at ${address}.`);
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
