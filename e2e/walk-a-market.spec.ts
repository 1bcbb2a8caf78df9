import { readFileSync } from "node:fs";
import { expect, openRoom, test, unfold } from "./story";

test("a person walks from a market with known regimes to a real economy, and sees why standard scores are blind", async ({ page }) => {
  await openRoom(page, "regimes");
  const guide = page.getByRole("region", { name: "A guided path: markets" });
  const next = () => guide.getByRole("button", { name: "Next" }).click();

  await test.step("the question: a market whose regimes are known", async () => {
    await guide.getByRole("button", { name: "Walk through a market, step by step" }).click();
    await guide.getByRole("button", { name: "Make the market" }).click();
    await expect(page.getByText("500 samples", { exact: true })).toBeVisible();
    // The thirds of 500 samples end at 166 and 332.
    await expect(page.getByRole("region", { name: "Marks of your own" })).toContainText(/truth.*166.*332/);
  });

  await test.step("detectors side by side, doing nothing in the first row", async () => {
    await next();
    await guide.getByRole("button", { name: "Hold detectors against the truth" }).click();
    const row = (name: string | RegExp) => guide.getByRole("row", { name });
    await expect(row(/^Doing nothing/)).toContainText("34 %");
    await expect(row(/^MFN v4.1 as it is/)).toContainText("34 %", { timeout: 60_000 });
    for (const good of [/^Hidden Markov/, /^PELT/, /^MFN route, corrected/]) await expect(row(good)).toContainText(/(9\d|100) %/);
  });

  await test.step("the confusion matrix follows the detector that is chosen", async () => {
    await next();
    await page.getByRole("combobox", { name: "Detector" }).click();
    await page.getByRole("option", { name: /^PELT/ }).click();
    await page.getByRole("combobox", { name: "Sensitive to" }).click();
    await page.getByRole("option", { name: "normal" }).click();
    await expect(guide.getByRole("table", { name: /PELT/ })).toBeVisible();
    await expect(guide.getByLabel("Agreement with the known regimes")).toContainText(/Right: (9\d|100) %/);
  });

  await test.step("MFN v4.1 says the same of a market ten thousand times as loud", async () => {
    await next();
    await guide.getByRole("button", { name: "Show MFN v4.1 the same market, louder" }).click();
    const said = await guide.getByRole("row", { name: /^all/ }).allTextContents();
    expect(said).toHaveLength(3);
    for (const one of said) expect(one).toMatch(/4\.69.*1\.50.*normal/);
    await guide.getByRole("button", { name: "As standard scores" }).click();
    const route = page.getByRole("region", { name: "MFN route" });
    await expect(route).toContainText("F19");
    await guide.getByRole("button", { name: "As distances, which keep the scale" }).click();
    await expect(route.getByRole("img", { name: /The field/ })).toBeVisible();
    await expect(route.getByLabel("The window and its regime")).toContainText(/calm/);
    await route.getByRole("slider", { name: "First sample of the window" }).press("End");
    await expect(route.getByLabel("The window and its regime")).toContainText(/468 – 499, volatile/);
    await expect(page.locator("body")).not.toContainText("NaN");
  });

  await test.step("growth of a real economy changes its spread about the Great Moderation", async () => {
    await next();
    await guide.getByRole("button", { name: "Growth, by its spread" }).click();
    await expect(guide.getByRole("row", { name: /Great Moderation/ })).toContainText(/198[2-5]/);
  });

  await test.step("one's own prices become returns", async () => {
    await next();
    const prices = Array.from({ length: 240 }, (_, i) => 100 * Math.exp(0.01 * Math.sin(i * 12.9898) * (i < 120 ? 1 : 4)));
    const file = { name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(["close", ...prices.map(String)].join("\n")) };
    await guide.locator("input[type=file]").setInputFiles(file);
    await guide.getByRole("button", { name: "Take returns of close" }).click();
    await expect(page.getByText("239 samples", { exact: true })).toBeVisible();
    await expect(page.getByText("returns of close").first()).toBeVisible();
  });

  await test.step("and the path ends with what it does not say", async () => {
    await next();
    await expect(guide).toContainText("no trading advice");
    await expect(guide.getByRole("button", { name: "Next" })).toBeHidden();
    await guide.getByRole("button", { name: "Close" }).click();
    await expect(guide.getByRole("button", { name: "Walk through a market, step by step" })).toBeVisible();
  });
});

test("a series with known regimes leaves the room with its truth", async ({ page }) => {
  await openRoom(page, "regimes");
  const made = await unfold(page, "Made with a known truth");
  const download = page.waitForEvent("download");
  await made.getByRole("button", { name: /Save with its regimes/ }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text).toMatch(/^# generator: reference-market\n# options: \{\}\n/);
  expect(text).toMatch(/\nreturn,log price,regime\n0\.0015573022109339329,0\.0015573022109339329,calm\n/);
});
