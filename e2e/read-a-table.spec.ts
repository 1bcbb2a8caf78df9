import { zipSync } from "fflate";
import { drop, expect, openRoom, test } from "./story";
import type { Page } from "@playwright/test";

/** Chooses from one of the lists that say how the file was read. */
async function decide(page: Page, what: string, option: string): Promise<void> {
  const list = page.getByRole("combobox", { name: what, exact: true });
  await list.click();
  await page.getByRole("option", { name: option }).click();
  await expect(list).toContainText(option);
}

const wobble = (i: number) => Math.sin(i * 12.9898) * 0.9;

test("a person drops a table that is misread, sees how, mends it in the preview, and finds the step", async ({ page }) => {
  await openRoom(page, "regimes");
  // Two columns of whole numbers to a machine; to a person, one of decimal commas.
  const rows = Array.from({ length: 300 }, (_, i) => (wobble(i) + (i < 137 ? 10 : 15)).toFixed(4).replace(".", ","));
  await drop(page, "comma.csv", new TextEncoder().encode(rows.join("\r\n")), "text/csv");
  const regimes = page.getByRole("region", { name: "Regimes" });

  await test.step("the preview shows two columns", async () => {
    await page.getByText("How it was read").click();
    const preview = page.getByRole("region", { name: "First rows of the file" });
    await expect(preview.getByRole("columnheader")).toHaveCount(2);
    await expect(page.getByRole("combobox", { name: "Separator" })).toContainText("comma");
  });

  await test.step("another separator and decimal mark make one column of it, at once", async () => {
    await decide(page, "Separator", "semicolon");
    await decide(page, "Decimal mark", "comma");
    const preview = page.getByRole("region", { name: "First rows of the file" });
    await expect(preview.getByRole("columnheader")).toHaveCount(1);
    await expect(preview.getByRole("row")).toHaveCount(9);
    await expect(regimes).toContainText("137");
  });

  await test.step("what is found by itself comes back", async () => {
    await page.getByRole("button", { name: "Read it as found" }).click();
    await expect(page.getByRole("combobox", { name: "Separator" })).toContainText("comma");
    await expect(page.getByRole("button", { name: "Read it as found" })).toBeHidden();
  });
});

test("a table that cannot be read at all is mended where it says so, and nothing that was open is lost", async ({ page }) => {
  await openRoom(page, "regimes");
  await page.getByRole("button", { name: "Open United States economy, 1959–2009" }).click();
  const regimes = page.getByRole("region", { name: "Regimes" });
  await expect(regimes.getByRole("row").nth(2)).toBeVisible();
  const rows = Array.from({ length: 300 }, (_, i) => `day ${i}^${(wobble(i) + (i < 137 ? 0 : 5)).toFixed(4)}^ok`);
  await drop(
    page,
    "words.csv",
    new TextEncoder().encode(["day;value;state", ...rows.map((row) => row.replaceAll("^", " ; "))].join("\n")),
    "text/csv",
  );
  await expect(regimes).toContainText("137");
  await page.getByText("How it was read").click();
  await decide(page, "Separator", "bar");
  await expect(page.getByText(/no column of numbers was found with bars/)).toBeVisible();
  await expect(regimes).toContainText("137");
  await decide(page, "Separator", "semicolon");
  await expect(page.getByText(/no column of numbers/)).toBeHidden();
  await decide(page, "Dates or labels", "none");
  await expect(page.getByText(/"day" holds words/)).toBeVisible();
});

test("an archive of arrays lets one choose, and a JSON table opens as it is", async ({ page }) => {
  await openRoom(page, "regimes");
  const npy = (values: number[]) => {
    const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${values.length},), }`.padEnd(117) + "\n";
    const bytes = new Uint8Array(128 + 8 * values.length);
    bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, 118, 0, ...new TextEncoder().encode(header)]);
    new Uint8Array(bytes.buffer).set(new Uint8Array(Float64Array.from(values).buffer), 128);
    return bytes;
  };
  const step = Array.from({ length: 300 }, (_, i) => wobble(i) + (i < 137 ? 0 : 5));
  await drop(page, "two.npz", zipSync({ "noise.npy": npy(step.map((_, i) => wobble(i))), "level.npy": npy(step) }), "application/zip");
  await decide(page, "Array", "level");
  const regimes = page.getByRole("region", { name: "Regimes" });
  await expect(regimes).toContainText("137");
  await drop(
    page,
    "records.json",
    new TextEncoder().encode(JSON.stringify(step.map((level, i) => ({ i, level: i < 200 ? level : level + 9 })))),
    "application/json",
  );
  await page.getByRole("combobox", { name: "Column" }).click();
  await page.getByRole("option", { name: "level" }).click();
  await expect(regimes).toContainText("200");
});

test("a long table shows how far it is, and the reading can be ended", async ({ page }) => {
  test.slow();
  await openRoom(page, "regimes");
  await page.getByRole("button", { name: "Open United States economy, 1959–2009" }).click();
  const line = "0.12345678,1.23456789,2.34567891,3.45678912,4.56789123,5.67891234\n";
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "long.csv", mimeType: "text/csv", buffer: Buffer.from(`a,b,c,d,e,f\n${line.repeat(700_000)}`) });
  const bar = page.getByRole("progressbar", { name: "Reading long.csv" });
  await expect(bar).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByText("United States economy, 1959–2009").first()).toBeVisible();
});
