import { readFileSync } from "node:fs";
import { expect, openCopiedLink, openSmall, test, unfold } from "./story";

test("someone sweeps two parameters, pauses, reloads, goes on, reads the diagram and opens a run", async ({ page }) => {
  test.setTimeout(240_000);
  await openSmall(page);
  let panel = await unfold(page, "Sweep");
  const set = async (name: string, value: string, nth = 0) => {
    const field = panel.getByRole("textbox", { name, exact: true }).nth(nth);
    await field.fill(value);
    await field.press("Enter");
  };
  await panel.getByRole("button", { name: "Add a second parameter" }).click();
  await set("From", "0.02");
  await set("To", "0.06");
  await set("Values", "4");
  await set("From", "0.05", 1);
  await set("To", "0.065", 1);
  await set("Values", "3", 1);
  // Long enough to be paused in the middle on any machine.
  await set("Steps of each run", "40000");
  await expect(panel.getByText(/12 runs of 40.?000 steps/)).toBeVisible();
  await panel.getByRole("button", { name: "Run the sweep" }).click();
  await expect(panel.getByTestId("sweep-status")).toHaveText(/[1-9]\d* of 12 runs/);
  await panel.getByRole("button", { name: "Pause" }).click();
  await expect(panel.getByTestId("sweep-status")).toHaveText(/of 12 runs, paused/);

  await page.reload();
  panel = await unfold(page, "Sweep");
  const status = panel.getByTestId("sweep-status");
  await expect(status).toHaveText(/of 12 runs/);
  await panel.getByRole("button", { name: "Go on" }).click();
  await expect(status).toHaveText("12 of 12 runs", { timeout: 120_000 });

  const word = page.getByRole("status").filter({ hasText: "Went on from step" }).getByRole("button");
  if (await word.first().isVisible()) await word.first().click();

  const diagram = panel.getByRole("listbox");
  await expect(diagram.getByRole("option")).toHaveCount(12);
  await diagram.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await expect(panel.locator(".phase-reading")).toHaveText(/^F 0\.04667, k 0\.065: /);

  await panel.getByRole("button", { name: "Export" }).click();
  const [table] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Rows (CSV)" }).click()]);
  const lines = readFileSync(await table.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.filter((line) => !line.startsWith("#"))).toHaveLength(13);
  await panel.getByRole("button", { name: "Export" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Sweep file" }).click()]);
  await panel
    .locator("input[type=file]")
    .setInputFiles({ name: "sweep.json", mimeType: "application/json", buffer: readFileSync(await file.path()) });
  await expect(status).toHaveText("0 of 12 runs, paused");

  const elsewhere = await openCopiedLink(page, panel, "Link to this sweep");
  await expect(elsewhere.locator('[data-panel="sweep"]').getByTestId("sweep-status")).toHaveText("0 of 12 runs, paused");
  await elsewhere.context().close();

  await panel
    .locator("input[type=file]")
    .setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from('{"version":1,"base":{},"parameters":[]}') });
  await expect(panel.getByText(/At parameters: expected a list/)).toBeVisible();

  await page
    .getByRole("link", { name: "Runs" })
    .or(page.getByRole("button", { name: "Runs" }))
    .first()
    .click();
  const kept = page.getByRole("region", { name: "Sweeps" });
  await expect(kept.getByText("12 of 12 runs")).toBeVisible();
  await kept
    .getByRole("button", { name: /^Open Gray–Scott/ })
    .last()
    .click();
  await expect(kept.getByTestId("sweep-status")).toHaveText("12 of 12 runs");
  await kept.getByRole("listbox").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: /Feed rate|^F/ }).first()).toHaveValue("0.06");
});
