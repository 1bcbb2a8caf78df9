import type { Page } from "@playwright/test";
import { complete } from "../src/core/spec/complete";
import { toPermalink } from "../src/core/spec/permalink";
import { expect, openRoom, test } from "./story";

const rooms = ["lab", "measure", "regimes", "membrane", "learning", "notebooks", "runs", "server"] as const;
type Room = (typeof rooms)[number];

/** Opens a room with something in it. */
async function openFilled(page: Page, room: Room): Promise<void> {
  await openRoom(page, room);
  if (room === "lab") await expect(page.locator(".field-plot").first()).toBeVisible();
  if (room === "measure") {
    await page.locator(".empty-state button").first().click();
    await expect(page.locator(".metric-list").first()).toBeVisible();
  }
  if (room === "regimes") {
    await page
      .getByRole("button", { name: /^Open United States economy/ })
      .first()
      .click();
    await expect(page.getByText(/203 samples/)).toBeVisible();
  }
  if (room === "notebooks") {
    await page.getByRole("button", { name: /^Spots from nothing/ }).click();
    await expect(page.getByRole("button", { name: "Run all" })).toBeVisible();
  }
  await expect(page.locator("[data-panel]").first()).toBeVisible();
}

/** Opens all that folds, so that everything that can be pressed is on the page. */
async function unfoldAll(page: Page): Promise<void> {
  const folded = page.locator(".panel-fold[aria-expanded=false]");
  for (let left = await folded.count(); left > 0; left--) await folded.first().click();
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
}

/**
 * What a finger can press on the page and is less than 40 px high where it is pressed, its label and the room around it counted in. Links within
 * running text are as high as their line, and a press on the track of a slider is one on the slider.
 */
const tooSmall = (page: Page, within = "body"): Promise<string[]> =>
  page.locator(within).evaluate((whole) => {
    const least = 40;
    const pressed =
      "a[href], button, input:not([type=file], [type=hidden]), select, textarea, summary, [role=slider], [role=separator], [role=tab], [cmdk-item]";
    const inText = "p a, li a, dd a, figcaption a, .slider [role=slider], .monaco-editor *, .visually-hidden, .skip, [inert] *, [aria-hidden=true] *";
    const small: string[] = [];
    for (const element of whole.querySelectorAll<HTMLElement>(pressed)) {
      if (element.matches(inText) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if ("disabled" in element && element.disabled) continue;
      element.scrollIntoView({ block: "center", inline: "center" });
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      const label = element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : element.closest("label");
      const hits = (x: number, y: number) => {
        const found = document.elementFromPoint(x, y);
        return found !== null && (element.contains(found) || label?.contains(found) === true);
      };
      const [x, y] = [left + width / 2, top + height / 2];
      let reach = 1;
      for (const way of [-1, 1]) for (let far = 1; far < least && hits(x, y + way * far); far++) reach++;
      // Half a pixel at each edge is lost to rounding.
      if (reach < least - 1) small.push(`${element.outerHTML.slice(0, 140)} is ${reach} px high`);
    }
    return small;
  });

for (const [device, viewport] of [
  ["tablet", { width: 820, height: 1180 }],
  ["phone", { width: 390, height: 844 }],
] as const)
  test.describe(`with fingers, on a ${device}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test(`whatever is pressed is as high as a finger: ${device}`, async ({ page }) => {
      test.setTimeout(240_000);
      await openFilled(page, "lab");
      await page.getByRole("button", { name: "Paint", exact: true }).click();
      await expect(page.getByRole("group", { name: "Tool" })).toBeVisible();
      for (const room of rooms) {
        if (room !== "lab") await openFilled(page, room);
        const tabs = page.locator("#panels").getByRole("tab");
        for (let i = 0; i < Math.max(1, await tabs.count()); i++) {
          if ((await tabs.count()) > 0) await tabs.nth(i).click();
          await unfoldAll(page);
          expect(await tooSmall(page), `${room}, tab ${i + 1}`).toEqual([]);
        }
      }
      await page.getByRole("button", { name: "Search actions, models and panels" }).click();
      await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
      expect(await tooSmall(page, ".dialog"), "palette").toEqual([]);
    });
  });

test.describe("when less motion is asked for", () => {
  test("nothing moves by itself but what is computed", async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const room of rooms) {
      await openFilled(page, room);
      await unfoldAll(page);
      const moving = await page.evaluate(() => {
        const seconds = (list: string) => Math.max(...list.split(",").map((one) => parseFloat(one)));
        const styled = [...document.querySelectorAll("*")].flatMap((element) =>
          [undefined, "::before", "::after"].flatMap((pseudo) => {
            const style = getComputedStyle(element, pseudo);
            const long = Math.max(seconds(style.animationDuration), seconds(style.transitionDuration));
            return long > 0.01 ? [`${element.outerHTML.slice(0, 100)} ${pseudo ?? ""} ${long} s`] : [];
          }),
        );
        const running = document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 10);
        return [...styled, ...running.map((one) => String(one.effect?.getComputedTiming().duration))];
      });
      expect(moving, room).toEqual([]);
    }
  });

  test("a surface that is turned stands where it was turned to at once", async ({ page }) => {
    const { spec } = complete({ version: 1, model: "gray-scott", grid: { shape: [64, 64] }, seed: 3, steps: 200 });
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`/#/lab?spec=${toPermalink(spec)}&run=1`);
    await expect(page.getByRole("button", { name: "Run", exact: true })).toBeEnabled();
    await page.getByLabel("Kind of view", { exact: true }).click();
    await page.getByRole("option", { name: "Height surface", exact: true }).click();
    const surface = page.locator('.view-pane[data-kind="height-surface"]');
    const picture = async () => (await surface.screenshot()).toString("base64");
    // Drawn once it is the same twice.
    let before = "";
    await expect.poll(async () => before === (before = await picture())).toBe(true);
    await surface.getByRole("application").focus();
    await page.keyboard.press("ArrowLeft");
    // Two frames are enough to hear of the key and to draw.
    const twoFrames = () => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await twoFrames();
    const turned = await picture();
    expect(turned).not.toBe(before);
    for (let i = 0; i < 20; i++) await twoFrames();
    expect(await picture()).toBe(turned);
  });
});
