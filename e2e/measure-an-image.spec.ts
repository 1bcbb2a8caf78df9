import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { drop, expect, openRoom, saved, test } from "./story";

/** Chooses from an Export menu inside a named part of the room. */
async function savedFrom(page: Page, part: string, choice: string): Promise<string> {
  await page.getByRole("region", { name: part }).getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: choice }).click()]);
  return download.path();
}

const golden = (name: string) => new URL(`../tests/golden/fractals/${name}`, import.meta.url).pathname;

test("a person drops an image and reads its dimension beside that of noise of equal density", async ({ page }) => {
  await openRoom(page, "measure");
  await drop(page, "sierpinski-triangle.png", readFileSync(golden("sierpinski-triangle.png")), "image/png");
  const dimension = page.getByTestId("image-dimension");
  await expect(dimension).toBeVisible();
  await expect(page.getByText(/looks inverted/)).toBeVisible();
  await page.getByRole("checkbox", { name: /Invert/ }).click();
  await expect(dimension).toHaveText(/^1\.58\d*$/);
  await expect(page.getByText(/between 1\.58\d* and 1\.58\d*|scales 1 to/).first()).toBeVisible();
  await expect(page.getByText(/noise of equal density/)).toBeVisible();
  await expect(page.getByText(/standard errors? away/).first()).toBeVisible();
});

test("an array of NumPy and a table of numbers open too", async ({ page }) => {
  await openRoom(page, "measure");
  const rows = Array.from({ length: 64 }, (_, y) => Array.from({ length: 64 }, (_, x) => ((x & y) === 0 ? 1 : 0)).join(",")).join("\n");
  await drop(page, "triangle.csv", new TextEncoder().encode(rows), "text/csv");
  await expect(page.getByTestId("image-dimension")).toHaveText(/^1\.58\d*$/);
  const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (64, 64), }".padEnd(117) + "\n";
  const npy = new Uint8Array(128 + 64 * 64).fill(1, 128);
  npy.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, 118, 0, ...new TextEncoder().encode(header)]);
  npy.fill(0, 128, 128 + 64 * 32);
  await drop(page, "half.npy", npy, "application/octet-stream");
  await expect(page.getByText("half.npy")).toBeVisible();
  await expect(page.getByTestId("image-dimension")).toHaveText(/^2(\.0*)?$|^1\.9\d+$/);
});

test("what is measured leaves the room with the image and the threshold it came from", async ({ page }) => {
  await openRoom(page, "measure");
  await drop(page, "sierpinski-triangle.png", readFileSync(golden("sierpinski-triangle.png")), "image/png");
  await expect(page.getByTestId("image-dimension")).toBeVisible();
  const measures = readFileSync(await saved(page, "Measures (CSV)"), "utf8");
  expect(measures).toMatch(
    /^# file: sierpinski-triangle\.png\n# settings: \{.*"threshold":"otsu","invert":false.*\}\nmetric,title,value,low,high,unit,/m,
  );
  expect(measures).toMatch(/^box-counting,Box-counting dimension,\d/m);
  expect(readFileSync(await saved(page, "Box counts (CSV)"), "utf8")).toMatch(/^"edge, cells","effective edge, cells",boxes,fewest,most\n1,/m);
  expect(readFileSync(await saved(page, "Log–log chart (SVG)"), "utf8")).toContain("<mfn:file>sierpinski-triangle.png</mfn:file>");
  expect(readFileSync(await saved(page, "Picture with the set (PNG)")).includes("mfn:settings")).toBe(true);
  expect(JSON.parse(readFileSync(await saved(page, "Everything measured (JSON)"), "utf8"))).toMatchObject({
    set: { inverted: false },
    metrics: { "box-counting": { options: { effort: "full" } } },
  });
});

test("a person drags the threshold, moves the fit's window, looks at the skeleton and asks where a number comes from", async ({ page }) => {
  await openRoom(page, "measure");
  // Bright bumps on a dim ground, told apart by any threshold between the two.
  const bumps = Array.from({ length: 96 }, (_, y) =>
    Array.from({ length: 128 }, (_, x) => (0.5 + 0.3 * Math.sin(x / 6) * Math.sin(y / 6) + 0.1 * Math.sin(x * 12.9898 + y * 78.233)).toFixed(4)).join(
      ",",
    ),
  ).join("\n");
  await drop(page, "bumps.csv", new TextEncoder().encode(bumps), "text/csv");
  const dimension = page.getByTestId("image-dimension");
  await expect(dimension).toHaveText(/\d/);

  await test.step("the threshold is dragged on the histogram, and the number follows", async () => {
    const before = await dimension.innerText();
    const handle = page.getByRole("slider", { name: "Threshold" });
    const box = (await handle.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(dimension).not.toHaveText(before);
    await expect(dimension).toHaveText(/^[0-2](\.\d+)?$/);
    await expect(page.getByText(/^between \d(\.\d+)? and \d(\.\d+)?/)).toBeVisible();
  });

  await test.step("another window of scales says another number, and the chosen one is a press away", async () => {
    const end = page.getByRole("slider", { name: /window/i }).last();
    await end.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByTestId("own-window-slope")).toHaveText(/\d/);
    await page.getByRole("button", { name: /Back to the chosen window/i }).click();
    await expect(page.getByTestId("own-window-slope")).toHaveCount(0);
  });

  await test.step("a measure is opened from the list, drawn over the image, and tells its formula and source", async () => {
    await page.getByRole("button", { name: /^Skeleton/ }).click();
    await expect(page.getByTestId("metric-value")).toHaveText(/\d/, { timeout: 60_000 });
    await page.getByRole("combobox", { name: "Drawn over it" }).click();
    await page.getByRole("option", { name: /Skeleton/ }).click();
    await expect(page.getByText(/junction|fork|branch/i).first()).toBeVisible();
    await page.getByText(/^About: formula/).click();
    await expect(page.getByRole("link", { name: /doi/i }).first()).toBeVisible();
  });
});

test("fifty images become a table that sorts, groups, leaves and comes back", async ({ page }) => {
  test.setTimeout(180_000);
  await openRoom(page, "measure");
  // Random squares of two densities: the denser ones, group b, have the larger dimension.
  const image = (group: number, k: number) =>
    Array.from({ length: 48 }, (_, y) =>
      Array.from({ length: 48 }, (_, x) => (Math.abs(Math.sin(x * 12.9898 + y * 78.233 + k) * 43758.5453) % 1 < (group ? 0.5 : 0.05) ? 1 : 0)).join(
        ",",
      ),
    ).join("\n");
  const files = Array.from({ length: 50 }, (_, i) => ({
    name: `${i % 2 ? "b" : "a"}_${String(i).padStart(2, "0")}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(image(i % 2, i)),
  }));
  await page.getByLabel(/^Images for the batch/).setInputFiles(files);
  await expect(page.getByText("50 images", { exact: true })).toBeVisible({ timeout: 120_000 });
  const table = page.getByRole("region", { name: "Images of the batch" }).getByRole("table");
  const header = table.getByRole("columnheader", { name: /Box-counting dimension/ });
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", /ascending|descending/);
  await page.getByRole("tab", { name: "By group" }).click();
  await expect(page.getByRole("img", { name: /Box-counting dimension/ })).toBeVisible();
  const exported = readFileSync(await savedFrom(page, "Many images", "Table (CSV)"), "utf8");
  expect(exported.split("\n").filter((line) => /^[ab]_\d\d\.csv,/.test(line))).toHaveLength(50);
  expect(
    readFileSync(await savedFrom(page, "Many images", "Table (Parquet)"))
      .subarray(0, 4)
      .toString(),
  ).toBe("PAR1");
  await page.getByRole("link", { name: "Regimes" }).click();
  await drop(page, "batch.csv", new TextEncoder().encode(exported), "text/csv");
  await expect(page.getByText("batch.csv").first()).toBeVisible();
});

for (const [name, bytes, words] of [
  ["empty.png", new Uint8Array(0), /empty/i],
  ["broken.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), /broken\.png/],
  ["words.csv", new TextEncoder().encode("a,b\nc,d\n"), /words\.csv/],
] as const) {
  test(`${name} is refused in words, and what was open stays`, async ({ page }) => {
    await openRoom(page, "measure");
    await drop(page, "sierpinski-triangle.png", readFileSync(golden("sierpinski-triangle.png")), "image/png");
    await expect(page.getByTestId("image-dimension")).toBeVisible();
    await drop(page, name, bytes, "application/octet-stream");
    await expect(page.getByText(words).first()).toBeVisible();
    await expect(page.getByTestId("image-dimension")).toBeVisible();
    await expect(page.locator("body")).not.toContainText("NaN");
  });
}
