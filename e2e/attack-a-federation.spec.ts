import type { Page } from "@playwright/test";
import { expect, openCopiedLink, openRoom, test } from "./story";

/** The held-out accuracy that is told. */
const accuracy = async (page: Page): Promise<number> =>
  Number(
    await page
      .locator(".experiment-facts > div")
      .filter({ has: page.getByText("held-out accuracy", { exact: true }) })
      .locator("dd")
      .innerText(),
  );

test("someone attacks a federation and watches the mean fail and Krum hold", async ({ page }) => {
  test.setTimeout(180_000);
  await openRoom(page, "learning");
  const setup = page.locator('[data-panel="experiment"]');
  const run = async () => {
    await setup.getByRole("button", { name: "Run the experiment" }).click();
    await expect(setup.getByRole("button", { name: "Run the experiment" })).toBeVisible({ timeout: 60_000 });
  };
  await run();
  expect(await accuracy(page)).toBeGreaterThan(0.9);
  await expect(page.getByRole("img", { name: "Held-out loss" })).toBeVisible();

  await setup.getByRole("combobox", { name: "Rule of the server" }).click();
  await page.getByRole("option", { name: "Mean", exact: true }).click();
  await run();
  expect(await accuracy(page)).toBeLessThan(0.7);

  await test.step("more attackers than a rule bears are refused in words", async () => {
    await setup.getByRole("combobox", { name: "Rule of the server" }).click();
    await page.getByRole("option", { name: "Bulyan" }).click();
    const reckoned = setup.getByRole("textbox", { name: /Attackers reckoned with/ });
    await reckoned.fill("9");
    await reckoned.press("Enter");
    await run();
    await expect(page.getByText(/Bulyan tolerates 4 here, got 9/)).toBeVisible();
    await reckoned.fill("4");
    await reckoned.press("Enter");
  });

  await test.step("a link sets it up elsewhere", async () => {
    const elsewhere = await openCopiedLink(page, page.locator('[data-panel="experiment-about"]'), "Link to this experiment");
    await expect(elsewhere.locator('[data-panel="experiment"]').getByRole("combobox", { name: "Rule of the server" })).toHaveText(/Bulyan/);
    await elsewhere.context().close();
  });

  await test.step("another experiment: synapses, stopped on the way", async () => {
    await setup.getByRole("combobox", { name: "Experiment" }).click();
    await page.getByRole("option", { name: "Synapses that learn by timing" }).click();
    // Long enough to be stopped on the way on any machine.
    const duration = setup.getByRole("textbox", { name: /^Duration/ });
    await duration.fill("600");
    await duration.press("Enter");
    await page.getByRole("button", { name: "Run it as it is" }).click();
    await expect(page.getByRole("img", { name: "Spikes of the last second" })).toBeVisible();
    await setup.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByText("Stopped: this is how far it came.")).toBeVisible();
    await expect(page.getByRole("img", { name: "Weights, as shares of the largest" })).toBeVisible();
  });
});
