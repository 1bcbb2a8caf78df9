import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "./story";

test.use({ visit: "first" });

/** Told by the page's own clock, in milliseconds since 1970: when a field was first drawn. */
const firstPicture = "first picture";

async function watchFirstPicture(page: Page): Promise<void> {
  await page.addInitScript((mark) => {
    const { prototype } = CanvasRenderingContext2D;
    const draw = prototype.drawImage as (this: CanvasRenderingContext2D, ...args: unknown[]) => void;
    prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      draw.apply(this, args);
      if (this.canvas.classList.contains("field-canvas") && performance.getEntriesByName(mark).length === 0) performance.mark(mark);
    } as typeof prototype.drawImage;
  }, firstPicture);
}

test("a first visit loads little before a field is there, and it grows; the rest comes behind it", async ({ page }, info) => {
  const asked: { path: string; at: number; gzip: Promise<number> }[] = [];
  page.context().on("requestfinished", (request) => {
    const path = new URL(request.url()).pathname;
    // Fonts are apart: words are to be read without them.
    if (/\.(woff2?|ttf)$/.test(path)) return;
    const body = request.response().then((response) => response!.body());
    const gzip = body.then(
      (bytes) => gzipSync(bytes, { level: 9 }).length,
      () => 0,
    );
    asked.push({ path, at: request.timing().startTime, gzip });
  });
  await watchFirstPicture(page);
  await page.goto("/");
  await expect(page.getByTestId("step")).not.toHaveText("0");

  const drawnAt = await page.evaluate((mark) => performance.timeOrigin + performance.getEntriesByName(mark)[0]!.startTime, firstPicture);
  const first = new Map(asked.filter(({ at }) => at < drawnAt).map((one) => [one.path, one]));
  const sizes = await Promise.all([...first.values()].map(async ({ path, gzip }) => ({ path, kilobytes: (await gzip) / 1000 })));
  const list = sizes.map(({ path, kilobytes }) => `${kilobytes.toFixed(1)} ${path}`).join("\n");
  await info.attach("before the first picture", { body: list, contentType: "text/plain" });
  const total = sizes.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
  expect(total, list).toBeGreaterThan(100);
  expect(total, list).toBeLessThanOrEqual(400);
  for (const part of [/\/three\.core-/, /\/katex-.*\.js$/, /\/host-analysis-/, /\/lab-panels-.*\.js$/, /\/room-slices-/, /\/dexie/]) {
    await expect.poll(() => asked.some(({ path }) => part.test(path)), { message: `${part} is loaded at all` }).toBe(true);
    expect([...first.keys()].filter((path) => part.test(path))).toEqual([]);
  }
});
