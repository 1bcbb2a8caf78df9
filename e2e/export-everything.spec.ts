import { mkdirSync, copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { expect, openRoom, stepOf, test } from "./story";

/** Opens the Lab, lets the run take some steps, pauses it and opens the export dialog. */
async function dialogOf(page: Page): Promise<Locator> {
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /Figures, movies, bundles/ }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await expect(dialog.getByRole("tab", { name: "Picture and figure" })).toBeVisible();
  return dialog;
}

/** Presses one of the dialog's buttons and returns the path of the file that is saved; `ORACLE_FILES` keeps a copy. */
async function taken(page: Page, dialog: Locator, tab: string, button: string, keep: string): Promise<string> {
  await dialog.getByRole("tab", { name: tab }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: button, exact: true }).click()]);
  const path = await download.path();
  await expect(dialog.getByRole("status").filter({ hasText: /^Saved / })).toBeVisible();
  const folder = process.env["ORACLE_FILES"];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(path, join(folder, keep));
  }
  return path;
}

test("a person saves a figure at the size of a journal's column", async ({ page }) => {
  const dialog = await dialogOf(page);
  await dialog.getByRole("textbox", { name: "Width, mm" }).fill("60");
  await dialog.getByRole("textbox", { name: "Width, mm" }).press("Enter");
  await dialog.getByRole("textbox", { name: "Dots per inch" }).fill("200");
  await dialog.getByRole("textbox", { name: "Dots per inch" }).press("Enter");
  await expect(dialog.getByRole("img", { name: /^Preview of the figure/ })).toBeVisible();
  const png = decode(readFileSync(await taken(page, dialog, "Picture and figure", "Save PNG", "page.png")));
  // 60 mm at 200 dpi.
  expect(png.width).toBe(472);
  expect(png.resolution).toEqual({ x: 7874, y: 7874, unit: 1 });
  expect(png.text["mfn:spec-hash"]).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(await taken(page, dialog, "Picture and figure", "Save SVG", "page.svg"), "utf8")).toContain('width="60mm"');
  expect(
    readFileSync(await taken(page, dialog, "Picture and figure", "Save PDF", "page.pdf"))
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  expect((await new AxeBuilder({ page }).include(".export-dialog").analyze()).violations).toEqual([]);
});

test("a person saves the run as a movie, and stops one that takes too long", async ({ page }) => {
  const dialog = await dialogOf(page);
  await dialog.getByRole("tab", { name: "Movie" }).click();
  await dialog.getByRole("textbox", { name: "Frames, at most" }).fill("8");
  await dialog.getByRole("textbox", { name: "Frames, at most" }).press("Enter");
  await dialog.getByRole("textbox", { name: "Pixels across" }).fill("128");
  await dialog.getByRole("textbox", { name: "Pixels across" }).press("Enter");
  const webm = readFileSync(await taken(page, dialog, "Movie", "Save WebM", "movie.webm"));
  // The mark of EBML, of which WebM is made.
  expect([...webm.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  const gif = readFileSync(await taken(page, dialog, "Movie", "Save GIF", "page.gif"));
  expect(gif.subarray(0, 6).toString()).toBe("GIF89a");
  const mp4 = dialog.getByRole("button", { name: "Save MP4" });
  if (await mp4.isEnabled()) {
    const bytes = readFileSync(await taken(page, dialog, "Movie", "Save MP4", "movie.mp4"));
    expect(bytes.subarray(4, 8).toString()).toBe("ftyp");
  } else await expect(dialog.getByText(/no H\.264 encoder/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Frames, at most" }).fill("5000");
  await dialog.getByRole("textbox", { name: "Frames, at most" }).press("Enter");
  await dialog.getByRole("textbox", { name: "Pixels across" }).fill("1600");
  await dialog.getByRole("textbox", { name: "Pixels across" }).press("Enter");
  await dialog.getByRole("button", { name: "Save GIF" }).click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog.getByText("Stopped: nothing was saved.")).toBeVisible();
});

test("a person takes the numbers to other programs", async ({ page }) => {
  const dialog = await dialogOf(page);
  expect(
    readFileSync(await taken(page, dialog, "Data", "Save VTI", "page.vti"))
      .subarray(0, 60)
      .toString(),
  ).toContain("<VTKFile");
  const zarr = unzipSync(readFileSync(await taken(page, dialog, "Data", "Save Zarr", "page.zarr.zip")));
  expect(Object.keys(zarr)).toContain("zarr.json");
  expect(readFileSync(await taken(page, dialog, "Data", "Save field as CSV", "page.csv"), "utf8")).toMatch(/^x,y,u,v$/m);
  expect(
    readFileSync(await taken(page, dialog, "Surface", "Save GLB", "page.glb"))
      .subarray(0, 4)
      .toString(),
  ).toBe("glTF");
  expect(readFileSync(await taken(page, dialog, "Surface", "Save STL", "page.stl")).length).toBeGreaterThan(1000);
});

test("a run stands inside another page", async ({ page }) => {
  const dialog = await dialogOf(page);
  await dialog.getByRole("tab", { name: "Link" }).click();
  const markup = await dialog.getByRole("textbox", { name: "Markup" }).inputValue();
  const address = /src="([^"]*)"/.exec(markup)![1]!.replace("&amp;", "&");
  expect(address).toMatch(/#\/embed\?spec=1\.[\w-]+&run=1$/);
  await page.goto("about:blank");
  await page.goto(address);
  await expect(page.getByRole("application", { name: /a field of/ })).toBeVisible();
  await expect(page.getByRole("banner")).toHaveCount(0);
  // It runs to the step that was shown, and on from there when it is asked to.
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("link", { name: "Open in MFN Workbench" })).toHaveAttribute("href", /#\/lab\?spec=1\./);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
