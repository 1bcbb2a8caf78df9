import { gzipSync } from "node:zlib";
import { expect, test } from "./story";

test("little is loaded before a field grows", async ({ page }, info) => {
  const loaded: { path: string; gzip: Promise<number> }[] = [];
  let grows = false;
  page.context().on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (!grows && !/\.(woff2?|ttf)$/.test(path))
      loaded.push({
        path,
        gzip: response.body().then(
          (body) => gzipSync(body, { level: 9 }).length,
          () => 0,
        ),
      });
  });
  await page.goto("/");
  await page.waitForFunction(() => Number(document.querySelector("[data-testid='step']")?.textContent?.replace(/\D/g, "")) > 0, null, {
    polling: 16,
  });
  grows = true;
  const sizes = await Promise.all(loaded.map(async ({ path, gzip }) => ({ path, kilobytes: (await gzip) / 1000 })));
  const once = [...new Map(sizes.map((one) => [one.path, one])).values()];
  await info.attach("loaded", { body: JSON.stringify(once, null, 1), contentType: "application/json" });
  const total = once.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
  expect(total, once.map(({ path, kilobytes }) => `${path} ${kilobytes.toFixed(1)}`).join("\n")).toBeLessThanOrEqual(400);
});
