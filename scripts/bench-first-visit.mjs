// How long a first visit waits for a field, and for it to grow: npm run bench:first-visit, after npx vite build.
// Seven browsers one after the other, each new, so that nothing is cached or compiled; milliseconds since the address was opened.
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { chromium } from "playwright";
import { preview } from "vite";
import { root } from "./install.mjs";

const visits = 7;
const systemChromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const server = await preview({ root, logLevel: "error", preview: { host: "127.0.0.1", port: 0 } });
const address = server.resolvedUrls.local[0];

/** In the page: notes when a field is first drawn, and when its step is first above 0. */
function watch() {
  const { prototype } = CanvasRenderingContext2D;
  const draw = prototype.drawImage;
  prototype.drawImage = function (...args) {
    draw.apply(this, args);
    if (this.canvas.classList.contains("field-canvas")) window.firstPicture ??= performance.now();
  };
  new MutationObserver(() => {
    const step = document.querySelector("[data-testid=step]")?.textContent;
    if (step && step !== "0") window.firstStep ??= performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

async function visit() {
  const browser = await chromium.launch({
    ...(systemChromium && { executablePath: systemChromium }),
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForFunction(() => window.firstStep !== undefined);
  const times = await page.evaluate(() => [window.firstPicture, window.firstStep]);
  await browser.close();
  return times;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (name, [picture, step], load) =>
  console.log(`${name.padEnd(8)}${picture.toFixed(0).padStart(8)}${step.toFixed(0).padStart(8)}${load.toFixed(2).padStart(8)}`);

console.log(`${cpus().length} cores, ${cpus()[0].model}, software graphics\n${"".padEnd(8)}  picture    step    load`);
const all = [];
for (let i = 1; i <= visits; i++) {
  all.push(await visit());
  row(`visit ${i}`, all.at(-1), loadavg()[0]);
}
row(
  "median",
  [0, 1].map((i) => median(all.map((times) => times[i]))),
  loadavg()[0],
);
await server.close();
