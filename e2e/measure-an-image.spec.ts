import { readFileSync } from "node:fs";
import { drop, expect, openRoom, saved, test } from "./story";

const golden = (name: string) => new URL(`../tests/golden/fractals/${name}`, import.meta.url).pathname;

test("a person drops an image and reads its dimension beside that of noise of equal density", async ({ page }) => {
  await openRoom(page, "measure");
  await drop(page, "sierpinski-triangle.png", readFileSync(golden("sierpinski-triangle.png")), "image/png");
  const dimension = page.getByTestId("image-dimension");
  await expect(dimension).toBeVisible();
  await expect(page.getByText(/looks inverted/)).toBeVisible();
  await page.getByRole("checkbox", { name: /Invert/ }).click();
  await expect(dimension).toHaveText(/^1\.58\d*$/);
  await expect(page.getByText(/noise of equal density/)).toBeVisible();
  await expect(page.getByText(/told apart from it/)).toBeVisible();
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
    /^# file: sierpinski-triangle\.png\n# settings: \{.*"threshold":"otsu","invert":false\}\nmeasure,value,low,high\nbox-counting dimension,\d/m,
  );
  expect(readFileSync(await saved(page, "Box counts (CSV)"), "utf8")).toMatch(/^edge,effective edge,boxes,fewest,most\n1,/m);
  expect(readFileSync(await saved(page, "Log–log chart (SVG)"), "utf8")).toContain("<mfn:file>sierpinski-triangle.png</mfn:file>");
  expect(readFileSync(await saved(page, "Picture with the set (PNG)")).includes("mfn:settings")).toBe(true);
  expect(JSON.parse(readFileSync(await saved(page, "Everything measured (JSON)"), "utf8"))).toMatchObject({ inverted: false });
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
