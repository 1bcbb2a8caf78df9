import type { Locator, Page } from "@playwright/test";
import { expect, openCopiedLink, openRoom, test } from "./story";

/** Nernst 1889 with the constants of CODATA 2018, mV; ions of charge 1. */
const nernst = (outside: number, inside: number, celsius: number): number =>
  ((1e3 * 8.31446261815324 * (celsius + 273.15)) / 96485.33212331001) * Math.log(outside / inside);

const numberIn = async (place: Locator): Promise<number> => Number((await place.innerText()).replace("−", "-").replace(/[^\d.-]/g, ""));

/** A fact of the run, as it is told. */
const fact = (page: Page, name: string): Locator =>
  page
    .locator(".membrane-fact")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd");

test("someone moves a concentration, reads the potential, then draws a clamp and counts the spikes", async ({ page }) => {
  test.setTimeout(180_000);
  await openRoom(page, "membrane");
  const cell = page.locator('[data-panel="membrane-cell"]');
  const clamp = page.locator('[data-panel="membrane-clamp"]');
  const potential = page.locator('[data-nernst="K+"]');
  const curve = page.locator(".iv-line").first();
  const run = async () => {
    await clamp.getByRole("button", { name: "Run the clamp" }).click();
    await expect(clamp.getByRole("button", { name: "Run the clamp" })).toBeEnabled();
    await expect(page.getByText("The setup has changed since these traces.")).toHaveCount(0);
    await expect(fact(page, "spikes")).toBeVisible();
  };

  await test.step("the squid axon: what Nernst says, at once, by field and by slider", async () => {
    await expect(cell.getByRole("combobox", { name: "Cell" })).toHaveText(/Squid giant axon/);
    expect(await numberIn(potential)).toBeCloseTo(nernst(20, 400, 18.3), 1);
    const before = await curve.getAttribute("d");
    await cell.getByRole("textbox", { name: "K⁺ outside, value" }).fill("100 mM");
    await expect.poll(() => numberIn(potential)).toBeCloseTo(nernst(100, 400, 18.3), 1);
    await expect(curve).not.toHaveAttribute("d", before!);
    const after = await curve.getAttribute("d");
    await cell.getByRole("slider", { name: "K⁺ outside" }).press("ArrowLeft");
    await expect(curve).not.toHaveAttribute("d", after!);
    expect(await numberIn(potential)).toBeLessThan(nernst(100, 400, 18.3));
  });

  await test.step("what cannot be is told at its field, and the curve stays", async () => {
    const outside = cell.getByRole("textbox", { name: "K⁺ outside, value" });
    const [told, drawn] = [await potential.innerText(), await curve.getAttribute("d")];
    await outside.fill("-5 mM");
    await expect(cell.getByText(/expected a concentration above 0/i)).toBeVisible();
    await expect(outside).toHaveAttribute("aria-invalid", "true");
    await expect(potential).toHaveText(told);
    await expect(curve).toHaveAttribute("d", drawn!);
    await outside.fill("30 mM");
    await outside.press("Enter");
    await expect(outside).toHaveAttribute("aria-invalid", "false");
  });

  await test.step("steps in a table make an axon fire", async () => {
    await run();
    expect(await numberIn(fact(page, "spikes"))).toBeGreaterThanOrEqual(5);
  });

  await test.step("a long run is stopped, and what ran before stays", async () => {
    const set = async (name: RegExp, value: string) => {
      await clamp.getByRole("textbox", { name }).fill(value);
      await clamp.getByRole("textbox", { name }).press("Enter");
    };
    const spikes = await fact(page, "spikes").innerText();
    const precision = async (error: string) => {
      await clamp.getByRole("combobox", { name: "Relative error of a step" }).click();
      await page.getByRole("option", { name: error, exact: true }).click();
    };
    // Ten seconds of spikes, to ten digits: long enough on any machine to be stopped on the way.
    await precision("1e-10");
    await set(/^Duration of the run/, "10000");
    await set(/^Step 1 to/, "10000");
    await clamp.getByRole("button", { name: "Run the clamp" }).click();
    await expect(page.getByRole("progressbar", { name: "Share of the run" })).toBeVisible();
    await clamp.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByText("Stopped. What ran before is still shown.")).toBeVisible();
    await expect(fact(page, "spikes")).toHaveText(spikes);
    await precision("1e-8");
    await set(/^Duration of the run/, "100");
    await set(/^Step 1 to/, "90");
  });

  const pad = page.getByRole("group", { name: /^Command/ });
  await test.step("so does a command drawn by hand", async () => {
    await clamp.getByRole("combobox", { name: "Command" }).click();
    await page.getByRole("option", { name: "Drawn by hand" }).click();
    await expect(pad.getByRole("slider")).toHaveCount(2);
    await pad.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await pad.boundingBox())!;
    await page.mouse.move(x + 0.3 * width, y + 0.3 * height);
    await page.mouse.down();
    for (let i = 1; i <= 8; i++) await page.mouse.move(x + (0.3 + 0.05 * i) * width, y + 0.3 * height);
    await page.mouse.up();
    await expect(pad.getByRole("slider")).toHaveCount(6);
    await run();
    const spikes = await numberIn(fact(page, "spikes"));
    expect(spikes).toBeGreaterThanOrEqual(2);
    await expect(page.getByRole("region", { name: "Spikes" }).locator("tbody tr")).toHaveCount(spikes);
  });

  await test.step("and its points are moved with keys", async () => {
    const third = pad.getByRole("slider", { name: "Point 3 of 6" });
    const before = await third.getAttribute("aria-valuenow");
    await third.focus();
    await page.keyboard.press("ArrowDown");
    await expect(third).not.toHaveAttribute("aria-valuenow", before!);
    await page.keyboard.press("Delete");
    await expect(pad.getByRole("slider")).toHaveCount(5);
    await run();
  });

  await test.step("a link shows the same elsewhere", async () => {
    const elsewhere = await openCopiedLink(page, page.locator('[data-panel="membrane-about"]'), "Link to this membrane");
    await expect(fact(elsewhere, "spikes")).toHaveText(await fact(page, "spikes").innerText());
    const line = elsewhere.locator(".line-path").first();
    await expect(line).toHaveAttribute("d", (await page.locator(".line-path").first().getAttribute("d"))!);
    await expect(elsewhere.getByRole("textbox", { name: "K⁺ outside, value" })).toHaveValue("30 mM");
    await elsewhere.context().close();
  });
});
