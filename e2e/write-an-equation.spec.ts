import type { Page } from "@playwright/test";
import { expect, hashesOf, openRoom, stepOf, test } from "./story";

const diffusion = "0.2*laplacian(u)";

const equation = (page: Page, field: string) => page.getByRole("textbox", { name: `∂${field}/∂t` });
const message = (page: Page) => page.getByRole("group", { name: "Equations" }).getByRole("alert");

/** Writes from the start, key by key, as a hand does. */
async function write(page: Page, field: string, text: string): Promise<void> {
  await equation(page, field).fill("");
  await equation(page, field).pressSequentially(text);
  await equation(page, field).press("Escape");
}

test("a person writes an equation with a mistake, reads where it is, mends it, keeps the model and shares it", async ({ page, context }) => {
  test.setTimeout(180_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);

  await test.step("the equations of the library open for writing, and the run goes on", async () => {
    const before = await stepOf(page);
    await page.getByRole("button", { name: "Edit equations" }).click();
    await expect(equation(page, "u")).toHaveValue(/D_u\*laplacian\(u\)/);
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before);
  });

  await test.step("a mistake is underlined, the message stands under its character, and the run before goes on", async () => {
    await write(page, "u", `${diffusion} - u(1 - u)`);
    await expect(message(page)).toHaveText(/^Character 20: there is no function "u"/);
    await expect(equation(page, "u")).toHaveAttribute("aria-invalid", "true");
    await expect(equation(page, "u")).toHaveAccessibleDescription(/no function "u"/);
    const mark = page.locator(".expression mark");
    await expect(mark).toHaveText("u");
    // Both at once: what comes in beside them moves them together.
    const beneath = await message(page).evaluate((told) => {
      const [below, wrong] = [told.getBoundingClientRect(), document.querySelector(".expression mark")!.getBoundingClientRect()];
      return { down: below.top - wrong.bottom, left: wrong.left - below.left };
    });
    expect(beneath.down).toBeGreaterThanOrEqual(-1);
    expect(beneath.left).toBeGreaterThanOrEqual(0);
    const before = await stepOf(page);
    await expect.poll(() => stepOf(page)).toBeGreaterThan(before);
  });

  await test.step("a function is completed from the keyboard, a new name becomes a parameter with a slider", async () => {
    await equation(page, "u").fill("");
    await equation(page, "u").pressSequentially("0.2*lap");
    await expect(page.getByRole("option", { name: /laplacian/ })).toHaveAttribute("aria-selected", "true");
    await equation(page, "u").press("Tab");
    // The caret stands between the parentheses once they are there.
    await expect(equation(page, "u")).toHaveValue("0.2*laplacian()");
    await equation(page, "u").pressSequentially("u)");
    await expect(equation(page, "u")).toHaveValue(diffusion);
    await equation(page, "u").pressSequentially(" + growth*u*(1 - u)");
    await expect(message(page)).toHaveText(/no name "growth"/);
    await page.getByRole("button", { name: "Add growth as a parameter" }).click();
    await expect(message(page)).toHaveCount(0);
    await expect(page.getByRole("slider", { name: "growth" })).toBeVisible();
  });

  await test.step("the field changes with it: v starves where u no longer feeds it", async () => {
    await write(page, "v", "0.1*laplacian(v) - v");
    await page.locator(".field-plot").focus();
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator(".field-probe")).toContainText(/v (0\.00\d+|\S+×10⁻\S+|0\b)/);
    await expect(page.getByRole("button", { name: "Remove the parameter F" })).toBeVisible();
    await page.getByRole("button", { name: "Remove the parameter F" }).click();
    await expect(page.getByRole("slider", { name: /^Feed rate/ })).toHaveCount(0);
  });

  await test.step("a further field gets a line of its own, and goes again", async () => {
    await page.getByRole("button", { name: "New field" }).click();
    await page.getByLabel("Name of the new field").fill("u");
    await expect(page.getByText('"u" is a field already.')).toBeVisible();
    await page.getByLabel("Name of the new field").fill("w");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(equation(page, "w")).toBeFocused();
    await write(page, "w", "v - w");
    await page.getByRole("button", { name: "Remove v" }).click();
    await expect(page.getByText("v is named in the equation of w.")).toBeVisible();
    await page.getByRole("button", { name: "Remove w" }).click();
    await expect(equation(page, "w")).toHaveCount(0);
  });

  await test.step("it is kept as a model under a title", async () => {
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Save as a model" }).click();
    await page.getByLabel("Title of the model").fill("Growing patch");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved as “Growing patch”.")).toBeVisible();
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("mfn.models") ?? "[]") as { title: string; spec: { model: string } }[]);
    expect(kept).toMatchObject([{ title: "Growing patch", spec: { model: "custom" } }]);
  });

  await test.step("the link brings the same experiment to a fresh page", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    // Steps under way when a run is paused are shown when they are done; none is once it has gone back, and a step is taken after that.
    const bar = page.getByRole("toolbar", { name: "Run", exact: true });
    await bar.getByRole("button", { name: "Reset" }).click();
    for (const taken of ["0", "1", "2", "3"]) {
      if (taken !== "0") await bar.getByRole("button", { name: "Step", exact: true }).click();
      await expect(page.getByTestId("step")).toHaveText(taken);
    }
    const mine = await hashesOf(page);
    const steps = await stepOf(page);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /Copy link/ }).click();
    await expect(page.getByText("Link copied")).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const elsewhere = await context.browser()!.newContext();
    const other = await elsewhere.newPage();
    await other.goto(link);
    await expect.poll(() => stepOf(other)).toBe(steps);
    await expect(other.getByRole("img", { name: "∂u/∂t = 0.2*laplacian(u) + growth*u*(1 - u)" })).toBeVisible();
    expect(await hashesOf(other)).toEqual(mine);
    await elsewhere.close();
  });
});
