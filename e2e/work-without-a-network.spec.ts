import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { expect, test } from "./story";

test.use({ serviceWorkers: "allow" });

test("after one visit the workbench opens and computes without a network, and says that there is none", async ({ page, context }) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await expect(page.getByTestId("step")).not.toHaveText("0");
  // All of the app is kept once the service worker is active.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect(page.getByText("is kept on this machine and opens without a network")).toBeAttached({ timeout: 60_000 });

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("button", { name: "offline" })).toBeVisible();
  await expect.poll(async () => Number((await page.getByTestId("step").innerText()).replace(/\D/g, ""))).toBeGreaterThan(0);
  // Rooms that were never opened are there too.
  for (const room of ["Measure", "Regimes", "Notebooks"]) {
    await page.getByRole("link", { name: room }).click();
    await expect(page.getByRole("link", { name: room })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("main")).not.toBeEmpty();
  }
  await page.goto("/#/measure");
  await page.getByRole("combobox", { name: "Sample image" }).click();
  await page.getByRole("option", { name: /Sierpi/ }).click();
  await expect(
    page
      .getByRole("complementary", { name: "Measures" })
      .getByText(/1\.5\d/)
      .first(),
  ).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: "test-results/rooms/offline.png" });
  // Cells run in a frame that no service worker answers for.
  await page.goto("/#/notebooks");
  const text = "# Far from any network\n\n```{code-cell} typescript\n6 * 7\n```\n";
  await page.locator("input[type=file]").setInputFiles({ name: "far.md", mimeType: "text/markdown", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByTestId("outputs-1")).toContainText("42");
});

test("a newer version is announced and used only when the reader says so", async ({ page }) => {
  test.setTimeout(180_000);
  // The build once more, by a server that can put up another version of it.
  let newer = "";
  const server = createServer((request, response) => {
    const path = new URL(request.url!, "http://app").pathname;
    void readFile(join("dist/app", path === "/" ? "index.html" : path)).then(
      (bytes) => {
        const type = types[extname(path)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": path === "/" ? "text/html" : type, "cache-control": "no-cache" });
        response.end(path === "/sw.js" ? `${bytes.toString()}${newer}` : bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    await page.goto(address);
    await expect(page.getByText("is kept on this machine and opens without a network")).toBeAttached({ timeout: 60_000 });
    newer = "\n// newer";
    await page.reload();
    await page.getByRole("button", { name: "update ready" }).click({ timeout: 60_000 });
    await page.getByRole("button", { name: "Reload with the newer version" }).click();
    await expect(page.getByTestId("step")).not.toHaveText("0");
    await expect(page.getByRole("button", { name: "update ready" })).toHaveCount(0);
  } finally {
    server.close();
  }
});

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html" };
