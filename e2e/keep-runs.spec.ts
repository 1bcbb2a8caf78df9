import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, hashesOf, openRoom, stepOf, test } from "./story";

const sizes = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const;

const card = (page: Page, name: RegExp | string) => page.getByRole("list", { name: "Kept runs" }).getByRole("button", { name });

async function openRuns(page: Page): Promise<void> {
  await page.goto("/#/runs");
  await expect(page.getByRole("banner")).toBeVisible();
}

/** Lets a run go on for a while, stops it, and waits until all of it is kept. Returns the step it stands at. */
async function runFor(page: Page, steps: number): Promise<number> {
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(steps);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  let step = -1;
  await expect.poll(async () => (step = await stepOf(page)) === (await keptState(page))).toBe(true);
  return step;
}

/** The step, once it no longer changes. */
async function standing(page: Page): Promise<number> {
  let step = -1;
  await expect
    .poll(
      async () => {
        const before = step;
        step = await stepOf(page);
        await page.waitForTimeout(500);
        return step === before && step === (await stepOf(page));
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  return step;
}

/** The step of the newest whole state in the database. */
const keptState = (page: Page): Promise<number | null> =>
  page.evaluate(
    () =>
      new Promise<number | null>((resolve) => {
        const opening = indexedDB.open("mfn-library");
        opening.onsuccess = () => {
          const db = opening.result;
          const reading = db.transaction("records").objectStore("records").index("changed").openCursor(null, "prev");
          reading.onsuccess = () => {
            resolve((reading.result?.value as { payload: { stateStep: number } } | undefined)?.payload.stateStep ?? null);
            db.close();
          };
        };
      }),
  );

test("a run is there again after a reload, at its very step and to the bit", async ({ page }) => {
  await openRoom(page, "lab");
  const step = await runFor(page, 60);
  const { field } = await hashesOf(page);
  await page.reload();
  await expect(page.getByText(/^Went on from step [\d\s]+, kept \d+ s before the page was closed\./)).toBeVisible();
  await expect.poll(() => stepOf(page)).toBe(step);
  expect((await hashesOf(page)).field).toBe(field);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(step);
  await expect(page.getByText(/^Went on from step/)).toHaveCount(0);
});

test("a tab that is killed in the middle of a run loses nothing", async ({ page, context }) => {
  test.setTimeout(180_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(40);
  await page.waitForTimeout(1500);
  const seen = await stepOf(page);
  await page.waitForTimeout(2500);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  // No page hears of this: it is what ends a tab when memory runs out.
  session.send("Page.crash").catch(() => undefined);
  await crashed;

  const next = await context.newPage();
  await openRoom(next, "lab");
  await expect(next.getByText(/^Went on from step/)).toBeVisible();
  const step = await standing(next);
  expect(step).toBeGreaterThanOrEqual(seen);
  await expect(next.getByRole("button", { name: "Run", exact: true })).toBeVisible();

  await test.step("it is the run that one gets without any accident", async () => {
    const mine = await hashesOf(next);
    await next.getByRole("button", { name: "Export" }).click();
    await next.getByRole("menuitem", { name: /Copy link/ }).click();
    await expect(next.getByText("Link copied")).toBeVisible();
    const other = await context.newPage();
    await other.goto(await next.evaluate(() => navigator.clipboard.readText()));
    await expect.poll(() => stepOf(other), { timeout: 60_000 }).toBe(step);
    expect((await hashesOf(other)).field).toBe(mine.field);
    await other.close();
  });
});

test("a person names, stars, tags, finds, deletes and brings back runs, by keyboard too", async ({ page }) => {
  await openRoom(page, "lab");
  await runFor(page, 40);
  await openRuns(page);
  await expect(card(page, /Gray–Scott/)).toHaveCount(1);

  await test.step("what it is called and said to be stays", async () => {
    await card(page, /Gray–Scott/).click();
    await page.getByLabel("Title").fill("Mazes");
    await page.getByLabel("Tags").fill("paper, first try");
    await page.getByLabel("Notes").fill("Grows from a square.");
    await page.getByRole("button", { name: "Star it" }).click();
    await page.getByRole("button", { name: "Duplicate" }).click();
    await expect(card(page, /^Mazes \(copy\)/)).toHaveCount(1);
    await page.reload();
    await expect(card(page, /^Mazes\. starred/)).toHaveCount(1);
    await card(page, /^Mazes\. starred/).click();
    await expect(page.getByLabel("Notes")).toHaveValue("Grows from a square.");
  });

  await test.step("words, tags and stars find it", async () => {
    await page.getByRole("searchbox", { name: "Search the library" }).fill("square copy");
    await expect(page.getByText("1 kept", { exact: true })).toBeVisible();
    await page.getByRole("searchbox", { name: "Search the library" }).fill("nowhere");
    await expect(page.getByText("Nothing kept here fits the search.")).toBeVisible();
    await page.getByRole("searchbox", { name: "Search the library" }).fill("");
    await page.getByRole("checkbox", { name: "Starred only" }).click();
    await expect(page.getByText("1 kept", { exact: true })).toBeVisible();
    await page.getByRole("checkbox", { name: "Starred only" }).click();
  });

  await test.step("Delete deletes, and Undo brings back", async () => {
    await card(page, /^Mazes \(copy\)/).focus();
    await page.keyboard.press("Delete");
    await expect(card(page, /^Mazes \(copy\)/)).toHaveCount(0);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(card(page, /^Mazes \(copy\)/)).toHaveCount(1);
    await card(page, /^Mazes \(copy\)/).focus();
    await page.keyboard.press("Delete");
    await expect(card(page, /^Mazes \(copy\)/)).toHaveCount(0);
    await page.reload();
    await page.getByRole("checkbox", { name: "Deleted ones" }).click();
    await card(page, /^Mazes \(copy\)/).click();
    await page.getByRole("button", { name: "Bring back" }).click();
    await page.getByRole("checkbox", { name: "Deleted ones" }).click();
    await expect(page.getByText("2 kept", { exact: true })).toBeVisible();
  });

  await test.step("arrows go from card to card, Space picks, S stars, O opens", async () => {
    await card(page, /Mazes/).first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press(" ");
    await expect(page.getByText("1 of 2 picked")).toBeVisible();
    await page.keyboard.press("s");
    await card(page, /^Mazes \(copy\)/).focus();
    await page.keyboard.press("o");
    await expect(page.getByText(/^Opened at step/)).toBeVisible();
    await expect(page).toHaveURL(/#\/lab$/);
  });
});

test("two tabs share one library: both see it, neither takes the other's run or words", async ({ page, context }) => {
  await openRoom(page, "lab");
  // A tab opened before the first is kept would begin a run of its own.
  await expect.poll(() => page.evaluate(() => localStorage.getItem("mfn.last-run")), { timeout: 60_000 }).not.toBeNull();
  const other = await context.newPage();
  await openRuns(other);
  await card(other, /Gray–Scott/).click();
  await other.getByLabel("Title").fill("From the other tab");
  await other.getByLabel("Title").blur();
  await expect(card(other, /^From the other tab/)).toHaveCount(1);
  const stepTold = async () =>
    Number(/step ([\d\s\u202f]+)/.exec((await card(other, /^From the other tab/).getAttribute("aria-label")) ?? "")?.[1]?.replace(/\D/g, ""));
  const before = await stepTold();
  await page.bringToFront();
  await expect.poll(stepTold).toBeGreaterThan(before);
  await other.bringToFront();
  await other.getByRole("button", { name: "Open in the Lab" }).click();
  await expect(other.getByText(/Another tab runs it, so this is a copy\./)).toBeVisible();
  await openRuns(other);
  await expect(card(other, /^From the other tab \(copy\)/)).toHaveCount(1);
  await expect(card(other, /^From the other tab\./)).toHaveCount(1);
});

test("a full disk is told in words, and nothing is lost", async ({ page, context }) => {
  test.setTimeout(180_000);
  await openRoom(page, "lab");
  await runFor(page, 20);
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const notice = page.locator(".library-notice");
  // Chromium asks how much room is left every half a minute.
  await expect(notice.getByText(/no room left for the library/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "not saved" })).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  const step = await standing(page);
  const [download] = await Promise.all([page.waitForEvent("download"), notice.getByRole("button", { name: "Save the run as a file" }).click()]);
  const file = await download.path();

  await test.step("with room again it is kept where it stands", async () => {
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await expect(notice).toHaveCount(0, { timeout: 30_000 });
    await expect(page.getByText("saved", { exact: true })).toBeVisible();
    expect(await keptState(page)).toBe(step);
  });

  await test.step("and the file brings the run to a library that never had it", async () => {
    const elsewhere = await context.browser()!.newContext();
    const fresh = await elsewhere.newPage();
    await fresh.goto(`${origin}/#/runs`);
    await fresh.getByLabel("Backup to restore").first().setInputFiles(file);
    await expect(fresh.getByText(/^From the backup came 1 new/)).toBeVisible();
    await elsewhere.close();
  });
});

test("the library comes back from its backup after the browser has cleared it (trap 80)", async ({ page, context }) => {
  await openRoom(page, "lab");
  const step = await runFor(page, 40);
  const { field } = await hashesOf(page);
  await openRuns(page);
  await card(page, /Gray–Scott/).click();
  await page.getByLabel("Title").fill("Before the flood");
  await page.getByLabel("Title").blur();
  await expect(card(page, /^Before the flood/)).toHaveCount(1);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Back up everything" }).click()]);
  const backup = await download.path();
  const origin = new URL(page.url()).origin;

  await page.goto("about:blank");
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await openRuns(page);
  await expect(page.getByRole("heading", { name: "The library is empty: the browser has cleared it" })).toBeVisible();

  await test.step("a damaged file is refused whole", async () => {
    await page
      .getByLabel("Backup to restore")
      .first()
      .setInputFiles({ name: "cut.zip", mimeType: "application/zip", buffer: Buffer.from("PK\u0003\u0004 and no more") });
    await expect(page.getByText(/was not restored, and nothing was changed/)).toBeVisible();
    await expect(page.getByRole("heading", { name: /The library is empty/ })).toBeVisible();
  });

  await page.getByLabel("Backup to restore").first().setInputFiles(backup);
  await expect(page.getByText(/^From the backup came 1 new/)).toBeVisible();
  await card(page, /^Before the flood/).click();
  await page.getByRole("button", { name: "Open in the Lab" }).click();
  await expect.poll(() => stepOf(page)).toBe(step);
  expect((await hashesOf(page)).field).toBe(field);

  await test.step("with everything cleared it opens as on the first day", async () => {
    await page.goto("about:blank");
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await openRuns(page);
    await expect(page.getByRole("heading", { name: "No runs yet" }).or(card(page, /Gray–Scott/))).toBeVisible();
  });
});

for (const viewport of sizes) {
  for (const theme of ["dark", "light"] as const) {
    test(`Runs at ${viewport.width} pixels in the ${theme} theme: readable, within the width, nothing serious for axe`, async ({ page }, info) => {
      await page.addInitScript((chosen) => localStorage.setItem("mfn.workspace", JSON.stringify({ theme: chosen, toured: true })), theme);
      await openRoom(page, "lab");
      await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(20);
      await page.waitForTimeout(2000);
      await page.setViewportSize(viewport);
      await openRuns(page);
      await card(page, /Gray–Scott/).click();
      await page.screenshot({ path: `test-results/rooms/runs-${viewport.width}-${theme}.png` });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await info.attach(`runs-${viewport.width}-${theme}`, {
        path: `test-results/rooms/runs-${viewport.width}-${theme}.png`,
        contentType: "image/png",
      });
    });
  }
}
