import { readFileSync } from "node:fs";
import { drop, expect, openRoom, saved, test, unfold } from "./story";

test("a person opens a real series and sees its regimes and its fractal dimension in windows", async ({ page }) => {
  await openRoom(page, "regimes");
  await page.getByRole("button", { name: "Open United States economy, 1959–2009" }).click();
  const regimes = page.getByRole("region", { name: "Regimes" });
  await expect(regimes.getByRole("row").nth(2)).toBeVisible();
  await expect(page.getByRole("region", { name: "Detector", exact: true })).toContainText(/enalty/);
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
  await page.getByRole("option", { name: /^Binary segmentation/ }).click();
  await expect(regimes).toContainText("90000");
});

test("a person drops a CSV with decimal commas, takes the right column, moves the penalty, marks a change, compares and exports", async ({
  page,
}) => {
  await openRoom(page, "regimes");
  const wobble = (i: number, k: number) => Math.sin(i * 12.9898 + k) * 0.9;
  const cell = (value: number) => value.toFixed(4).replace(".", ",");
  const rows = Array.from({ length: 300 }, (_, i) => [`${cell(wobble(i, 1))}`, cell(wobble(i, 2) + (i < 137 ? 0 : 5))].join(";"));
  await drop(page, "two.csv", new TextEncoder().encode(["noise;level", ...rows].join("\r\n")), "text/csv");
  const regimes = page.getByRole("region", { name: "Regimes" });

  await test.step("the column with the step shows it", async () => {
    await page.getByRole("combobox", { name: "Column" }).click();
    await page.getByRole("option", { name: "level" }).click();
    await expect(regimes).toContainText("137");
  });

  await test.step("a penalty that is dear enough leaves no change, and the automatic one brings it back", async () => {
    await page.getByRole("combobox", { name: "Detector" }).click();
    await page.getByRole("option", { name: /^PELT/ }).click();
    const penalty = page.getByRole("textbox", { name: "Penalty per change" });
    await penalty.fill("100000");
    await penalty.press("Enter");
    await expect(page.getByText("no change", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: /^automatic/ }).click();
    await expect(page.getByText("1 change", { exact: true })).toBeVisible();
  });

  await test.step("a mark is set from the keyboard and scored", async () => {
    const marks = page.getByRole("region", { name: "Marks of your own" });
    await marks.getByRole("checkbox").check();
    await page.getByRole("img", { name: /samples, \d+ regimes/ }).focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 9; i++) await page.keyboard.press("PageDown");
    for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(marks.getByRole("button", { name: /Remove the mark at 137/ })).toBeVisible();
    await expect(marks.getByRole("status")).toContainText("F1 1.000, covering 1.000");
    await page.keyboard.press("Delete");
    await expect(marks.getByRole("button", { name: /Remove the mark at 137/ })).toBeHidden();
    await page.keyboard.press("Enter");
    await page.keyboard.press("m");
    await expect(marks.getByRole("checkbox")).not.toBeChecked();
  });

  await test.step("all detectors stand side by side, with the baseline among them", async () => {
    const compared = page.getByRole("region", { name: "Detectors compared" });
    await compared.getByRole("button", { name: "Compare all detectors" }).click();
    const baseline = compared.getByRole("row", { name: /No change \(baseline\)/ });
    await expect(baseline).toContainText("0.50", { timeout: 60_000 });
    await expect(compared.getByRole("row", { name: /^PELT/ })).toContainText("1.00");
    await expect(compared.getByRole("row", { name: /^PELT/ })).toContainText(/\d (ms|s)/);
  });

  await test.step("marks leave the room and come back", async () => {
    const text = readFileSync(await saved(page, "Marks (JSON)"), "utf8");
    expect((JSON.parse(text) as { annotations: object }).annotations).toEqual({ me: [137] });
  });
});

test("a series is played as if it came in now, and the alarm comes after the step", async ({ page }) => {
  await openRoom(page, "regimes");
  const rows = Array.from({ length: 400 }, (_, i) => (Math.sin(i * 12.9898) + (i < 200 ? 0 : 6)).toFixed(4));
  await drop(page, "step.csv", new TextEncoder().encode(["value", ...rows].join("\n")), "text/csv");
  const live = await unfold(page, "Live feed");
  await live.getByRole("combobox", { name: "Speed of the feed" }).click();
  await page.getByRole("option", { name: "500 samples a second" }).click();
  await live.getByRole("button", { name: "Play the series" }).click();
  await expect(live.getByRole("status")).toContainText("400 of 400 samples, 1 alarm: at 20");
  await expect(live.getByRole("img", { name: /Run length over the last/ })).toBeVisible();
  await live.getByRole("button", { name: "Back to the start" }).click();
  await expect(live.getByRole("status")).toContainText("0 of 400 samples, 0 alarms");
});
