import { expect, openRoom, test } from "./story";

test("someone with a message in front of them finds its cause and cure, and follows a link to another guide", async ({ page }) => {
  await openRoom(page, "lab");
  await page.keyboard.press("F1");
  const guides = page.getByRole("dialog", { name: "Guides" });
  await expect(guides.getByRole("button", { name: /^Deploy to production/ })).toBeVisible();
  await guides.getByRole("searchbox").fill("memory cannot be shared");
  await guides.getByRole("button", { name: /^It is slow/ }).click();
  const text = guides.getByRole("article");
  await expect(text.getByRole("heading", { name: "It is slow" })).toBeInViewport();
  await text.getByRole("button", { name: "deploy to production" }).click();
  await expect(guides.getByRole("heading", { name: "Deploy to production" })).toBeInViewport();
  await guides.getByRole("searchbox").fill("zyzzyva");
  await expect(guides.getByText("Nothing found.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(guides).toHaveCount(0);
});
