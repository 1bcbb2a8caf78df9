import type { Page } from "@playwright/test";
import { expect, openRoom, stepOf, test } from "./story";

/** Types into the palette and takes what comes first. */
async function find(page: Page, words: string, entry: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search actions, models and panels" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette.locator("[cmdk-item][data-selected='true']")).toContainText(entry);
  await page.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
}

test("the whole Lab without a mouse: another model, a parameter, run, step, reset, export, the other rooms", async ({ page }) => {
  test.setTimeout(240_000);
  await openRoom(page, "lab");
  await expect(page.locator("#main canvas").first()).toBeVisible();

  await test.step("the first stop leads past the header", async () => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the main view" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#main")).toBeFocused();
    await expect(page).toHaveURL(/#\/lab|\/$/);
  });

  await test.step("another model is found by its name", async () => {
    await find(page, "brussel", "Brusselator");
    await expect(page.locator('[data-panel="model"]')).toContainText("Brusselator");
  });

  await test.step("space pauses, a full stop takes one step, R goes back", async () => {
    await find(page, "field", "Field");
    await expect(page.locator("#main")).toBeFocused();
    await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
    await page.keyboard.press("Space");
    await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
    // The frame that was on its way is shown, too.
    await page.waitForTimeout(1500);
    const step = await stepOf(page);
    await page.keyboard.press(".");
    await expect.poll(() => stepOf(page)).toBe(step + 1);
    await page.keyboard.press("r");
    await expect.poll(() => stepOf(page)).toBe(0);
  });

  await test.step("a parameter is found, moved, and set back", async () => {
    await find(page, "Parameters", "Parameters");
    await expect(page.locator('[data-panel="parameters"]')).toBeFocused();
    const slider = page.locator('[data-panel="parameters"]').getByRole("slider").first();
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press("Tab");
      if (await slider.evaluate((element) => element === document.activeElement)) break;
    }
    await expect(slider).toBeFocused();
    const before = await slider.getAttribute("aria-valuenow");
    await page.keyboard.press("ArrowRight");
    await expect(slider).not.toHaveAttribute("aria-valuenow", before!);
    // The engine has the value before it is something to take back.
    await page.waitForTimeout(1000);
    await page.keyboard.press("Control+z");
    await expect(slider).toHaveAttribute("aria-valuenow", before!);
  });

  await test.step("what is exported is chosen by key", async () => {
    await page.getByRole("button", { name: "Export", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menu")).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("all keys are listed, and found by a word", async () => {
    await page.keyboard.press("Shift+?");
    const sheet = page.getByRole("dialog", { name: "Keys" });
    await expect(sheet).toContainText("Run or pause");
    await sheet.getByRole("searchbox").fill("step");
    await expect(sheet).not.toContainText("Run or pause");
    await expect(sheet).toContainText("One step");
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
  });

  await test.step("rooms have keys", async () => {
    await page.locator("#main").focus();
    for (const [key, room] of [
      ["2", "measure"],
      ["7", "runs"],
      ["1", "lab"],
    ] as const) {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await expect(page).toHaveURL(new RegExp(`#/${room}`));
    }
  });

  await test.step("a panel is taken to the other column", async () => {
    await find(page, "domain and time", "Domain and time");
    await expect(page.locator('[data-panel="domain"]')).toBeFocused();
    await page.keyboard.press("Tab");
    const button = page.locator('[data-panel="domain"]').getByRole("button", { name: "Arrange" });
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    for (const item of ["Move up", "Move down", "Move to the right column"]) {
      if (item !== "Move up") await page.keyboard.press("ArrowDown");
      await expect(page.getByRole("menuitem", { name: item })).toBeFocused();
    }
    await page.keyboard.press("Enter");
    await expect(page.locator('#column-right [data-panel="domain"]')).toBeVisible();
    await expect(button).toBeFocused();
  });

  await test.step("what was used last comes first in the palette", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.locator("[cmdk-item]").first()).toContainText("Domain and time");
    await page.keyboard.press("Escape");
  });
});

test("the theme follows the system when it is asked to, and keys can be turned off", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await openRoom(page, "lab");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await find(page, "theme as the system", "Theme as the system");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");

  await page.keyboard.press("Shift+?");
  await page.getByRole("checkbox", { name: "keys without Ctrl or ⌘" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+D");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});
