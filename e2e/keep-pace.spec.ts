import type { Page } from "@playwright/test";
import { expect, openRoom, stepOf, test } from "./story";

interface Watch {
  /** Answers of the engine: when each came, its step, and how fast the kernel was by itself. */
  answers: { at: number; step: number; rate: number }[];
  longTasks: number[];
}
declare global {
  interface Window {
    watch: Watch;
  }
}

/** Listens beside the page to what the engine's thread answers, and to tasks that hold the page up. */
function listen(): void {
  window.watch = { answers: [], longTasks: [] };
  window.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener("message", ({ data }: MessageEvent<{ value?: { value?: { step: number; cellUpdatesPerSecond?: number } } } | null>) => {
        const frame = data?.value?.value;
        if (frame?.cellUpdatesPerSecond) window.watch.answers.push({ at: performance.now(), step: frame.step, rate: frame.cellUpdatesPerSecond });
      });
    }
  };
  new PerformanceObserver((list) => window.watch.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
  });
}

/** Some seconds of a run: the share of them that the kernel stepped, the display's frames, and how many of those showed something new. */
async function watched(page: Page, seconds: number, cells: number) {
  return page.evaluate(
    async ([ms, size]) => {
      const { watch } = window;
      [watch.answers, watch.longTasks] = [[], []];
      const stepShown = () => document.querySelector("[data-testid=step]")!.textContent;
      let [frames, changes, before] = [0, 0, stepShown()];
      for (const began = performance.now(); performance.now() - began < ms!;) {
        await new Promise(requestAnimationFrame);
        frames++;
        if (stepShown() !== before) changes++;
        before = stepShown();
      }
      const { answers, longTasks } = watch;
      const [first, last] = [answers[0]!, answers.at(-1)!];
      const stepping = answers.slice(1).reduce((sum, { step, rate }, i) => sum + ((step - answers[i]!.step) * size!) / rate, 0);
      return { share: stepping / ((last.at - first.at) / 1000), updates: (last.step - first.step) * size!, frames, changes, longTasks };
    },
    [seconds * 1000, cells],
  );
}

test("at 512 × 512 a run has the kernel's own pace, each frame of the display shows it, and the page stays free", async ({ page }) => {
  await page.addInitScript(listen);
  await openRoom(page, "lab");
  await expect.poll(() => stepOf(page)).toBeGreaterThan(20);
  for (const name of ["Cells along x", "Cells along y"]) {
    await page.getByRole("textbox", { name }).fill("512");
    await page.keyboard.press("Enter");
  }
  await expect(page.getByLabel(/a field of 512 by 512 cells/)).toBeVisible();
  await page.getByLabel("Pace", { exact: true }).click();
  await page.getByRole("option", { name: /fastest/ }).click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(2000);

  // Another program may hold the machine up for a moment, but not each time.
  await expect(async () => {
    const found = await watched(page, 4, 512 * 512);
    expect(found.longTasks.filter((ms) => ms > 50)).toEqual([]);
    expect(found.share).toBeGreaterThan(0.8);
    expect(found.changes).toBeGreaterThan(0.7 * found.frames);
  }).toPass({ timeout: 40_000 });
});
