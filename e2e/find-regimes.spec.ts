import { readFileSync } from "node:fs";
import { drop, expect, openRoom, saved, test } from "./story";

test("a person opens a real series and sees its regimes and its fractal dimension in windows", async ({ page }) => {
  await openRoom(page, "regimes");
  await page.getByRole("button", { name: "Open United States economy, 1959–2009" }).click();
  const regimes = page.getByRole("region", { name: "Regimes" });
  await expect(regimes.getByRole("row").nth(2)).toBeVisible();
  await expect(page.getByRole("region", { name: "Detector" })).toContainText(/enalty/);
  await expect(page.locator("body")).not.toContainText("NaN");
});

test("a CSV that is dropped shows the change that is in it", async ({ page }) => {
  await openRoom(page, "regimes");
  // A step of five standard deviations at row 137 of 300.
  const wobble = (i: number) => Math.sin(i * 12.9898) * 0.9;
  const rows = Array.from({ length: 300 }, (_, i) => `${i};${(wobble(i) + (i < 137 ? 0 : 5)).toFixed(4).replace(".", ",")}`);
  await drop(page, "step.csv", new TextEncoder().encode(["\uFEFFday;value", ...rows].join("\r\n")), "text/csv");
  const regimes = page.getByRole("region", { name: "Regimes" });
  await expect(regimes).toContainText("137");
});

test("a table without numbers is refused in words", async ({ page }) => {
  await openRoom(page, "regimes");
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "words.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\nc,d\ne,f\n") });
  await expect(page.getByText(/words\.csv/).first()).toBeVisible();
});

test("regimes, chart and evidence leave the room with the file and the settings they came from", async ({ page }) => {
  await openRoom(page, "regimes");
  await page.getByRole("button", { name: "Open United States economy, 1959–2009" }).click();
  await expect(page.getByRole("region", { name: "Regimes" }).getByRole("row").nth(2)).toBeVisible();
  const table = readFileSync(await saved(page, "Regimes (CSV)"), "utf8");
  expect(table).toMatch(/^# file: us-macro\.csv$/m);
  expect(table).toMatch(/^# settings: \{"column":"inflation","method":"pelt"/m);
  expect(table).toMatch(/^regime,first,last,start,end,mean,std\n\w+,1959-Q1,/m);
  expect(readFileSync(await saved(page, "Chart (SVG)"), "utf8")).toMatch(/<svg[^>]*viewBox="0 0 960 540"[\s\S]*<mfn:file>us-macro\.csv<\/mfn:file>/);
  const { detection } = JSON.parse(readFileSync(await saved(page, "Everything found (JSON)"), "utf8")) as { detection: { changePoints: number[] } };
  expect(detection.changePoints.length).toBeGreaterThan(0);
});

test("a search that takes long is stopped, and another detector answers at once", async ({ page }) => {
  await openRoom(page, "regimes");
  const rows = Array.from({ length: 120_000 }, (_, i) => (Math.sin(i * 12.9898) + (i < 90_000 ? 0 : 3)).toFixed(4));
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "long.csv", mimeType: "text/csv", buffer: Buffer.from(["value", ...rows].join("\n")) });
  const regimes = page.getByRole("region", { name: "Regimes" });
  await expect(regimes).toContainText("90000");
  await page.getByRole("combobox", { name: "Detector" }).click();
  await page.getByRole("option", { name: /partitioning/ }).click(); // quadratic: minutes at this length, so that Stop has time on any machine
  await page.getByRole("button", { name: "Stop the search" }).click();
  await expect(page.getByText("The search was stopped.")).toBeVisible();
  await page.getByRole("combobox", { name: "Detector" }).click();
  await page.getByRole("option", { name: "Binary segmentation" }).click();
  await expect(regimes).toContainText("90000");
});
