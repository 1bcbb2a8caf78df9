import type { Page } from "@playwright/test";
import { expect, test } from "./story";

/** Digits are grouped by thin spaces. */
const stepOf = async (page: Page) => Number((await page.getByTestId("step").textContent())!.replace(/\D/g, ""));

test.use({ locale: "uk-UA" });

test("a visitor whose browser speaks Ukrainian is spoken to in Ukrainian, and may choose", async ({ page }, info) => {
  const language = page.locator("html");
  await page.goto("/");
  await expect(language).toHaveAttribute("lang", "uk");
  await expect(page.getByRole("link", { name: "Лабораторія" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("textbox", { name: "Зерно" })).toBeVisible();
  await page.getByRole("button", { name: "Пауза" }).click();
  await expect(page.getByRole("button", { name: "Запуск", exact: true })).toBeVisible();
  const step = await stepOf(page);
  await info.attach("ukrainian", { body: await page.screenshot(), contentType: "image/png" });

  await page.locator(".header-more").press("Enter");
  await page.getByRole("menuitem", { name: "Language" }).press("ArrowRight");
  await page.getByRole("menuitemcheckbox", { name: "English" }).press("Enter");
  await expect(language).toHaveAttribute("lang", "en");
  await expect(page.getByRole("textbox", { name: "Seed" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  expect(await stepOf(page)).toBeGreaterThanOrEqual(step);

  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog").getByRole("combobox").fill("Language: Укр");
  await page.keyboard.press("Enter");
  await expect(language).toHaveAttribute("lang", "uk");
  await page.reload();
  await expect(language).toHaveAttribute("lang", "uk");
  await expect(page.getByRole("link", { name: "Режими" })).toBeVisible();
});
