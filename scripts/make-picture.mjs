// Makes docs/images/lab.png, the picture in the README, from the built app. Run `npm run build` first.
import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { preview } from "vite";
import { root } from "./install.mjs";

const server = await preview({ root, preview: { host: "127.0.0.1", port: 4180 } });
const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const browser = await chromium.launch({
  ...(system ? { executablePath: system } : {}),
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(server.resolvedUrls.local[0]);
const speed = page.getByRole("slider", { name: "Steps per frame" });
await speed.focus();
await page.keyboard.press("End");
await page.waitForFunction(() => Number(document.querySelector("[data-testid=step]")?.textContent?.replace(/\D/g, "")) > 9000, null, {
  timeout: 300_000,
});
await page.waitForTimeout(1500);
await page.screenshot({ path: `${root}/docs/images/lab.png` });
await browser.close();
await server.close();
