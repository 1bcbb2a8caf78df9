import { expect, openRoom, test } from "./story";

test("a person opens a real series and sees its regimes and its fractal dimension in windows", async ({ page }) => {
  await openRoom(page, "regimes");
  await page.getByRole("button", { name: "Open United States economy, 1959–2009" }).click();
  const regimes = page.getByRole("region", { name: "Regimes" });
  await expect(regimes.getByRole("row").nth(2)).toBeVisible();
  await expect(page.getByRole("region", { name: "Detector" })).toContainText(/enalty/);
  await expect(page.locator("body")).not.toContainText("NaN");
});

test("a CSV that is opened shows the change that is in it", async ({ page }) => {
  await openRoom(page, "regimes");
  // A step of five standard deviations at row 137 of 300.
  const wobble = (i: number) => Math.sin(i * 12.9898) * 0.9;
  const rows = Array.from({ length: 300 }, (_, i) => `${i};${(wobble(i) + (i < 137 ? 0 : 5)).toFixed(4).replace(".", ",")}`);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "step.csv", mimeType: "text/csv", buffer: Buffer.from(["\uFEFFday;value", ...rows].join("\r\n")) });
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
