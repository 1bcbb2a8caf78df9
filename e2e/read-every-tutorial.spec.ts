import { readdirSync } from "node:fs";
import { expect, openRoom, test } from "./story";

const tutorials = readdirSync("notebooks")
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.replace(/\.md$/, ""));

/** What stands below the cells; the browser lays out only those in sight, so their text is asked for and not what is drawn of it. */
const shown = "main .cell-outputs";

for (const id of tutorials)
  test(`a reader runs ${id} top to bottom, moves its first control, and is told something else`, async ({ page }) => {
    test.setTimeout(180_000);
    await openRoom(page, "notebooks");
    await page.locator(`[data-notebook="${id}"] button`).first().click();
    const state = page.getByTestId("notebook-state");
    await page.getByRole("button", { name: "Run all" }).click();
    await expect(state).toHaveText("All cells have run", { timeout: 90_000 });
    await expect(page.locator(".cell-failed")).toHaveCount(0);
    const before = (await page.locator(shown).allTextContents()).join("\n");

    const control = page.locator(".cell-outputs").locator("[role=slider], [role=combobox], [role=checkbox]").first();
    await control.focus();
    if ((await control.getAttribute("role")) === "combobox") {
      await page.keyboard.press("Enter");
      await page.locator("[role=option][data-state=unchecked]").first().click();
    } else
      await page.keyboard.press((await control.getAttribute("aria-valuenow")) === (await control.getAttribute("aria-valuemax")) ? "Home" : "End");
    await expect(state).toHaveText(/running|waits|have run/);
    await expect.poll(async () => (await page.locator(shown).allTextContents()).join("\n"), { timeout: 90_000 }).not.toBe(before);
    await expect(state).toHaveText("All cells have run", { timeout: 90_000 });
    await expect(page.locator(".cell-failed")).toHaveCount(0);
  });
