import { readdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, openRoom, test } from "./story";

const tutorials = readdirSync("notebooks")
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.replace(/\.md$/, ""));

/** What cells tell, controls themselves apart; the browser lays out only those in sight, so their text is asked for and not what is drawn of it. */
const told = (page: Page): Promise<string> =>
  page.locator("main .cell-outputs").evaluateAll((outputs) =>
    outputs
      .map((output) => {
        const copy = output.cloneNode(true) as Element;
        for (const control of copy.querySelectorAll(".cell-control")) control.remove();
        return copy.textContent;
      })
      .join("\n"),
  );

for (const id of tutorials)
  test(`a reader runs ${id} top to bottom, moves its first control, and is told something else`, async ({ page }) => {
    test.setTimeout(180_000);
    await openRoom(page, "notebooks");
    await page.locator(`[data-notebook="${id}"] button`).first().click();
    const state = page.getByTestId("notebook-state");
    await page.getByRole("button", { name: "Run all" }).click();
    await expect(state).toHaveText("All cells have run", { timeout: 90_000 });
    await expect(page.locator(".cell-failed")).toHaveCount(0);
    const before = await told(page);

    const control = page.locator(".cell-outputs").locator("[role=slider], [role=combobox], [role=checkbox]").first();
    await control.focus();
    if ((await control.getAttribute("role")) === "combobox") {
      await page.keyboard.press("Enter");
      await page.locator("[role=option][data-state=unchecked]").first().click();
    } else
      await page.keyboard.press((await control.getAttribute("aria-valuenow")) === (await control.getAttribute("aria-valuemax")) ? "Home" : "End");
    await expect(state).toHaveText(/running|waits|have run/);
    await expect.poll(() => told(page), { timeout: 90_000 }).not.toBe(before);
    await expect(state).toHaveText("All cells have run", { timeout: 90_000 });
    await expect(page.locator(".cell-failed")).toHaveCount(0);
  });
