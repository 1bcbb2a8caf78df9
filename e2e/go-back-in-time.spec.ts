import type { Page } from "@playwright/test";
import { expect, hashesOf, openRoom, stepOf, test } from "./story";

const scrubber = (page: Page) => page.getByRole("slider", { name: "Step shown" });
const stands = (page: Page, step: number) => expect.poll(() => stepOf(page)).toBe(step);

async function pausedAfter(page: Page, steps: number): Promise<number> {
  await expect.poll(() => stepOf(page)).toBeGreaterThan(steps);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  // Frames that were asked for already still come.
  let step = -1;
  while (step !== (step = await stepOf(page))) await page.waitForTimeout(300);
  return step;
}

/** What is open closes; its button has the focus back a moment later. */
async function closed(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

async function onScrubber(page: Page, key: string): Promise<void> {
  await expect(async () => {
    await scrubber(page).focus();
    await page.waitForTimeout(150);
    await expect(scrubber(page)).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press(key);
}

/** The hashes of what is shown, with nothing left open. */
async function hashes(page: Page): Promise<{ spec: string; field: string }> {
  const found = await hashesOf(page);
  await closed(page);
  return found;
}

test("a person goes back to any step of a run, to the bit, gives one a name, and plays it again", async ({ page }) => {
  test.slow();
  await openRoom(page, "lab");
  const newest = await pausedAfter(page, 60);
  const there = await hashes(page);

  await test.step("one step back, and forth again, is the same state", async () => {
    await page.getByRole("button", { name: "Step back" }).click();
    await stands(page, newest - 1);
    await page.getByRole("main").focus();
    await page.keyboard.press(",");
    await stands(page, newest - 2);
    expect((await hashes(page)).field).not.toBe(there.field);
    for (const step of [newest - 1, newest]) {
      await page.getByRole("button", { name: "Step", exact: true }).click();
      await stands(page, step);
    }
    expect(await hashes(page)).toEqual(there);
  });

  let third: { spec: string; field: string };
  await test.step("the scrubber goes anywhere by keys and by hand", async () => {
    await onScrubber(page, "Home");
    await stands(page, 0);
    for (const step of [1, 2, 3]) {
      await page.keyboard.press("ArrowRight");
      await stands(page, step);
    }
    third = await hashes(page);
    await onScrubber(page, "End");
    await stands(page, newest);
    expect(await hashes(page)).toEqual(there);
    const box = (await scrubber(page).boundingBox())!;
    await page.mouse.move(box.x + 0.9 * box.width, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.5 * box.width, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => Math.abs((await stepOf(page)) - newest / 2)).toBeLessThan(2);
    await expect(scrubber(page)).toHaveAttribute("aria-valuemax", String(newest));
  });

  await test.step("a step with a name is found again", async () => {
    const step = await stepOf(page);
    const here = await hashes(page);
    await page.getByRole("button", { name: /^Bookmarks/ }).click();
    await page.getByRole("textbox", { name: "Name of the bookmark" }).fill("half way");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await closed(page);
    await onScrubber(page, "End");
    await stands(page, newest);
    await page.getByRole("button", { name: /^Bookmarks/ }).click();
    await page.getByRole("button", { name: /half way step/ }).click();
    await closed(page);
    await stands(page, step);
    expect(await hashes(page)).toEqual(here);
  });

  await test.step("it plays again to the newest step, and stops there", async () => {
    await page.getByRole("button", { name: "Replay" }).click();
    await stands(page, newest);
    await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
    expect(await hashes(page)).toEqual(there);
  });

  await test.step("the third step was that of a run from its start", async () => {
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await stands(page, 0);
    for (const step of [1, 2, 3, 4, 5]) {
      await page.getByRole("button", { name: "Step", exact: true }).click();
      await stands(page, step);
      if (step === 3) expect(await hashes(page)).toEqual(third);
    }
  });

  await test.step("what is done in the past begins another future, and the page says so", async () => {
    for (let i = 0; i < 2; i++) await onScrubber(page, "ArrowLeft");
    await stands(page, 3);
    await page.getByRole("slider", { name: /^Feed rate/ }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByText("What had been computed after step 3 was dropped")).toBeVisible();
    await expect(scrubber(page)).toHaveAttribute("aria-valuemax", "3");
  });
});

test("a run that blew up is rolled back to a state from before", async ({ page }) => {
  await openRoom(page, "lab");
  await pausedAfter(page, 20);
  const dt = page.getByLabel("Time step", { exact: true });
  await dt.fill("2");
  await dt.press("Enter");
  await stands(page, 0);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText(/left the finite range/)).toBeVisible();
  const back = page.getByRole("button", { name: /^Roll back to step/ });
  const target = Number((await back.innerText()).replace(/\D/g, ""));
  await back.click();
  await stands(page, target);
  await expect(page.getByText(/left the finite range/)).toBeHidden();
  expect((await hashes(page)).field).toMatch(/^[0-9a-f]{64}$/);
});
