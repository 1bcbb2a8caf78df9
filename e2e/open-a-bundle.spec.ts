import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { expect, openRoom, stepOf, test } from "./story";

for (const { button, ending } of [
  { button: "Save bundle", ending: "crate.zip" },
  { button: "Save page", ending: "html" },
])
  test(`a person saves a run with “${button}” and another one opens it`, async ({ page }, info) => {
    await openRoom(page, "lab");
    await expect.poll(() => stepOf(page)).toBeGreaterThan(20);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /Figures, movies, bundles/ }).click();
    const dialog = page.getByRole("dialog", { name: "Export" });
    await dialog.getByRole("tab", { name: "Page and bundle" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: button }).click()]);
    const file = info.outputPath(`run.${ending}`);
    copyFileSync(await download.path(), file);
    if (process.env["ORACLE_FILES"]) copyFileSync(file, `${process.env["ORACLE_FILES"]}/page.${ending}`);
    await page.keyboard.press("Escape");
    const step = await stepOf(page);
    if (ending === "crate.zip")
      expect(execFileSync("node", ["cli/mfn.mjs", "run", file]).toString()).toMatch(new RegExp(`the same bits as in the bundle: .* at step ${step}`));
    else {
      const other = await page.context().newPage();
      await other.goto(`file://${file}`);
      await expect(other.getByRole("heading", { level: 1 })).toContainText(`step ${step}`);
      await expect(other.getByRole("img", { name: "The field" })).toBeVisible();
      await other.close();
    }
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: `run.${ending}`, mimeType: "application/octet-stream", buffer: readFileSync(file) });
    await expect.poll(() => stepOf(page)).toBe(step);
  });
