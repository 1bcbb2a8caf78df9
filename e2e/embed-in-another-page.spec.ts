import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import AxeBuilder from "@axe-core/playwright";
import { complete } from "../src/core/spec/complete";
import { toPermalink } from "../src/core/spec/permalink";
import { coloursIn, expect, test } from "./story";

const { spec } = complete({ version: 1, model: "gray-scott", grid: { shape: [64, 64] }, seed: 3, steps: 300 });

/** The page of someone else, at an origin of its own, with the run in a frame. */
async function elsewhere(frame: string): Promise<{ address: string; close(): void }> {
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Notes on patterns</title><body style="margin:0"><main><h1>Notes on patterns</h1>${frame}</main></body></html>`;
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(page));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

for (const { width, height, touch } of [
  { width: 720, height: 480, touch: false },
  { width: 320, height: 360, touch: true },
])
  test.describe(`in a frame of ${width} by ${height} pixels`, () => {
    test.use({ viewport: { width: width + 40, height: 640 }, hasTouch: touch, isMobile: touch });

    test(`a run stands in a page of another origin: ${width} pixels`, async ({ page, baseURL }, info) => {
      const host = await elsewhere(
        `<iframe title="A run" width="${width}" height="${height}" style="border:0" src="${baseURL}/#/embed?spec=${toPermalink(spec)}&amp;run=1"></iframe>`,
      );
      try {
        await page.goto(host.address);
        const run = page.frameLocator("iframe");
        const button = (name: string) => run.getByRole("button", { name, exact: true });
        const press = (name: string) => (touch ? button(name).tap() : button(name).click());
        const link = run.getByRole("link", { name: "Open in MFN Workbench" });
        await expect(run.getByRole("application", { name: /a field of 64 by 64 cells/ })).toBeVisible();
        // It runs to the step that it was made at, and on when it is asked to.
        await expect(run.getByText(/^step 300$/)).toBeVisible();
        await press("Run");
        await press("Pause");
        await expect(run.getByText(/^step 300$/)).toHaveCount(0);
        await expect.poll(() => coloursIn(run.locator(".field"))).toBeGreaterThan(60);
        await page.screenshot({ path: info.outputPath(`embed-${width}.png`) });
        await info.attach(`embed-${width}`, { path: info.outputPath(`embed-${width}.png`), contentType: "image/png" });

        const inside = page.frames().find((frame) => frame !== page.mainFrame())!;
        expect(await inside.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])).toEqual([0, 0]); // prettier-ignore
        const field = (await run.locator(".field").boundingBox())!;
        expect(field.height, "the field has nearly all of the frame").toBeGreaterThan(height - 70);
        if (touch) for (const pressed of [button("Run"), link]) expect((await pressed.boundingBox())!.height).toBeGreaterThanOrEqual(40); // prettier-ignore
        const { violations } = await new AxeBuilder({ page }).include("iframe").analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

        await test.step("the link leads to the whole workbench, as far as the run has come", async () => {
          const [whole] = await Promise.all([page.waitForEvent("popup"), touch ? link.tap() : link.click()]);
          await expect(whole.getByRole("banner")).toBeVisible();
          await expect(whole).toHaveURL(/#\/lab/);
          await whole.close();
        });
      } finally {
        host.close();
      }
    });
  });
