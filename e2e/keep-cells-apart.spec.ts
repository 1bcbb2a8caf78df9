import { test as plain, type Page } from "@playwright/test";
import { toLinkText } from "../src/core/spec/link-text";
import { expect, test } from "./story";

const state = (page: Page) => page.getByTestId("notebook-state");
const cells = (...sources: string[]) =>
  ["# A notebook of somebody else", ...sources.map((source) => `\`\`\`{code-cell} typescript\n${source}\n\`\`\``)].join("\n\n");

/** Opens a notebook that came by a link. */
async function openLinked(page: Page, ...sources: string[]): Promise<void> {
  await page.goto(`/#/notebooks?notebook=${toLinkText({ notebook: cells(...sources) }, "notebook")}`);
  await expect(page.getByRole("heading", { level: 1, name: "A notebook of somebody else" })).toBeVisible();
}

/** The page answers: its notebook can be left and come back to. */
async function lives(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Runs" }).click();
  await expect(page).toHaveURL(/#\/runs$/);
  await expect(page.getByRole("heading", { level: 1, name: "A notebook of somebody else" })).toBeHidden();
  await page.getByRole("link", { name: "Notebooks" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "A notebook of somebody else" })).toBeVisible();
}

/** What code tries that has come past the compiler and holds the worker's global object in its hands. */
const attempts: Record<string, string> = {
  fetch: 'fetch("/index.html")',
  "fetch of the prototype": 'WorkerGlobalScope.prototype.fetch.call(self, "/index.html")',
  XMLHttpRequest: 'new XMLHttpRequest().open("GET", "/")',
  WebSocket: "new WebSocket(`ws://${location.host}/`)",
  EventSource: 'new EventSource("/")',
  importScripts: 'importScripts("/assets/a.js")',
  "import from the network": 'import("http://127.0.0.1/a.js")',
  "import from a text": 'import("data:text/javascript,export default 1")',
  localStorage: "localStorage.length",
  parent: "parent.document",
  top: "top.location.href",
  document: "document.cookie",
  indexedDB: 'indexedDB.open("mfn-library")',
  caches: 'caches.keys().then((keys) => keys.length ? keys : Promise.reject(new Error("none")))',
  "private disk": "navigator.storage.getDirectory()",
  "another worker": 'new Worker(URL.createObjectURL(new Blob(["1"])))',
  "a channel to the page": 'new BroadcastChannel("mfn")',
  "a forged message": 'postMessage({ broken: "forged" })',
  eval: '(0, eval)("1")',
  Function: '(() => 1).constructor("return 1")()',
  "an asynchronous function of text": '(async () => 1).constructor("return 1")()',
  "code of another worker": 'importScripts("data:text/javascript,1")',
  "a service worker": 'navigator.serviceWorker.register("/sw.js")',
  "a graphics processor": "navigator.gpu.requestAdapter()",
  "a canvas": "new OffscreenCanvas(8, 8)",
  "compiled code": "new WebAssembly.Memory({ initial: 1 })",
  "shared memory": "new SharedArrayBuffer(8)",
  "calls from worker to worker": "new RTCPeerConnection()",
  "where it is": "location.href",
  "the worker's own end": "globalThis.close()",
  "the worker's events": 'globalThis.addEventListener("message", () => undefined)',
  "the events of the clock": 'Object.getPrototypeOf(Object.getPrototypeOf(performance)).addEventListener.call(undefined, "error", () => undefined)',
  "every message": "MessagePort.prototype.postMessage = () => undefined",
  "the worker's object by a timer":
    "new Promise((done, fail) => setTimeout(function () { try { done(this.navigator.onLine); } catch (error) { fail(error); } }))",
  "the modules of other cells": "globalThis.URL.createObjectURL(new Blob(['1']))",
  "the prototype of all": "Object.prototype.polluted = 1",
  "the prototype of lists": "Array.prototype.map = () => []",
  JSON: 'JSON.stringify = () => "forged"',
};

plain("code in the frame of cells reaches neither network nor storage nor page", async ({ page }) => {
  await page.goto("/#/lab");
  const outcome = await page.evaluate(async (tried) => {
    const lines = Object.entries(tried).map(
      ([name, code]) => `await attempt(${JSON.stringify(name)}, async () => { const got = await (${code}); return got; });`,
    );
    const code = `export default async (scope, show) => {
      const attempt = async (name, act) => { try { await act(); show("done: " + name); } catch { show("refused: " + name); } };
      ${lines.join("\n")}
      await attempt("arithmetic", async () => 1 + 1);
      return {};
    };`;
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "sandbox.html";
    const [port, watch] = [new MessageChannel(), new MessageChannel()];
    const ready = new Promise<string>((resolve) =>
      addEventListener("message", ({ source, data, origin }) => source === frame.contentWindow && data === "ready" && resolve(origin)),
    );
    document.body.append(frame);
    const origin = await ready;
    frame.contentWindow!.postMessage("cells", "*", [port.port2, watch.port2]);
    const shown: string[] = [];
    const done = new Promise<void>((resolve) => {
      port.port1.onmessage = ({ data }) => {
        if (data.news?.output) shown.push(String(data.news.output.text ?? data.news.output.message));
        if (data.kind === "settled") resolve();
      };
    });
    const cell = { id: "a", title: "cell 1", code, key: "", inputs: [], makers: {}, outputs: [], controls: {} };
    port.port1.postMessage({ kind: "run", request: { serial: 1, run: ["a"], cells: [cell] } });
    await done;
    const closed = (() => {
      try {
        return frame.contentWindow!.document === undefined;
      } catch {
        return true;
      }
    })();
    frame.remove();
    return { shown, closed, origin, polluted: "polluted" in {} };
  }, attempts);
  // The last does what cells may do: without it a broken attempt would count as refused.
  expect(outcome.shown).toEqual([...Object.keys(attempts).map((name) => `refused: ${name}`), "done: arithmetic"]);
  expect(outcome).toMatchObject({ closed: true, origin: "null", polluted: false });
});

plain("the page of cells does nothing for whoever frames it without its sandbox", async ({ page }) => {
  await page.goto("/#/lab");
  const heard = await page.evaluate(async () => {
    const frame = document.createElement("iframe");
    frame.src = "sandbox.html";
    const said: unknown[] = [];
    addEventListener("message", ({ source, data }) => source === frame.contentWindow && said.push(data));
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
    document.body.append(frame);
    await loaded;
    const watch = new MessageChannel();
    watch.port1.onmessage = ({ data }) => said.push(data);
    frame.contentWindow!.postMessage("cells", "*", [new MessageChannel().port2, watch.port2]);
    watch.port1.postMessage("alive?");
    // A message there and back: whatever it had to say has come.
    await new Promise((resolve) => {
      frame.contentWindow!.addEventListener("message", () => setTimeout(resolve, 50), { once: true });
      frame.contentWindow!.postMessage("", "*");
    });
    frame.remove();
    return said;
  });
  expect(heard).toEqual([]);
});

test("a notebook reaches the hosts that its reader allows, no other, and no longer than that", async ({ page }) => {
  const asked: string[] = [];
  for (const host of ["data.example", "other.example"])
    await page.route(`https://${host}/**`, async (route) => {
      asked.push(host);
      await route.fulfill({
        body: `rain at ${host}`,
        headers: { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" },
      });
    });
  const question = (host: string) => page.getByRole("dialog", { name: `May this notebook reach ${host}?` });
  const run = async (number: number) => page.getByRole("button", { name: `Run cell ${number}`, exact: true }).click();
  const sources = ["data", "other"].map((name) => `(await load("https://${name}.example/rain.txt")).text()`);
  await openLinked(page, ...sources);
  await page.getByRole("button", { name: "Trust it and let it run" }).click();

  await test.step("nothing is sent before the answer, nor after a refusal", async () => {
    await run(1);
    await question("data.example").getByRole("button", { name: "Refuse" }).click();
    await expect(page.getByTestId("outputs-1")).toContainText("may not load from data.example: you did not allow it");
    expect(asked).toEqual([]);
  });

  await test.step("what is allowed is loaded, and asked about no more; another host is another question", async () => {
    await run(1);
    await question("data.example").getByRole("button", { name: "Allow" }).click();
    await expect(page.getByTestId("outputs-1")).toContainText("rain at data.example");
    await run(2);
    await question("other.example").getByRole("button", { name: "Refuse" }).click();
    await expect(page.getByTestId("outputs-2")).toContainText("may not load from other.example");
    expect(asked).toEqual(["data.example"]);
  });

  const hosts = page.getByRole("dialog", { name: "Hosts it may reach" });
  await test.step("what is allowed is listed and can be withdrawn", async () => {
    await page.getByRole("button", { name: "More for this notebook" }).click();
    await page.getByRole("menuitem", { name: /^Hosts it may reach\s*data\.example$/ }).click();
    await hosts.getByRole("button", { name: "Withdraw data.example" }).click();
    await expect(hosts).toContainText("None:");
    await page.keyboard.press("Escape");
    await run(1);
    await question("data.example").getByRole("button", { name: "Allow" }).click();
    await expect(page.getByTestId("outputs-1")).toContainText("rain at data.example");
  });

  await test.step("the same text from somebody else again is allowed nothing", async () => {
    await page.evaluate((link) => (location.hash = link), `/notebooks?notebook=${toLinkText({ notebook: cells(sources[0]!) }, "notebook")}`);
    await page.getByRole("button", { name: "Trust it and let it run" }).click();
    await run(1);
    await question("data.example").getByRole("button", { name: "Refuse" }).click();
    await expect(page.getByTestId("outputs-1")).toContainText("you did not allow it");
    expect(asked).toEqual(["data.example", "data.example"]);
  });
});

/** What a cell shows in the hope that the page takes it for its own. */
const injections = [
  "<img src=x onerror=alert(1)><svg onload=alert(1)><script>alert(1)</script>",
  "<math><mtext><a href='javascript:alert(1)'>a</a></mtext></math><form action='https://evil.example'><button>b</button></form>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe><style>* { display: none }</style><meta http-equiv=refresh content='0;https://evil.example'>",
  "[a](javascript:alert(1)) [b](data:text/html,x) ![c](https://evil.example/pixel.png) <https://evil.example>",
  String.raw`$\href{javascript:alert(1)}{a} \includegraphics{https://evil.example/a.png} \htmlStyle{position: fixed}{b}$ $\kern{-900em}\rule{900em}{900em}$`,
];

test("what a cell shows stays text in its place: no tag, no script, no address is followed", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => new URL(request.url()).hostname.endsWith("evil.example") && sent.push(request.url()));
  page.on("dialog", (dialog) => sent.push(dialog.message()));
  const texts = JSON.stringify(injections);
  await openLinked(
    page,
    `for (const text of ${texts}) { show(markdown(text)); show(text); show(table([{ [text]: text }], text)); question({ ask: text, options: [text], answer: 0, why: text }); }`,
    `chart.line({ x: [1, 2], y: { ${JSON.stringify(injections[0])}: [1, 2] }, title: ${JSON.stringify(injections[0])} })`,
    `Plot.plot({ title: ${JSON.stringify(injections[0])}, caption: ${JSON.stringify(injections[1])}, marks: [Plot.dot([1], { fill: "url(https://evil.example/a.svg#b)", title: () => ${JSON.stringify(injections[0])}, href: () => "javascript:alert(1)" }), Plot.text([1], { text: () => ${JSON.stringify(injections[0])}, dx: -4000, fontSize: 900 })] })`,
    "for (let i = 0; i < 5000; i++) show(i)",
    'markdown("x".repeat(80_000_000))',
    "const g = ((a = self) => { var self = 1; return a; })();",
    'await new Promise((done) => setTimeout(function (this: unknown) { show("this is " + String(this)); done(0); }));',
    '"after all of them"',
  );
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  const run = async (number: number) => page.getByRole("button", { name: `Run cell ${number}`, exact: true }).click();
  for (const number of [1, 2, 3, 4]) await run(number);
  await expect(page.getByTestId("outputs-1")).toContainText("onerror=alert(1)");
  await expect(page.getByTestId("outputs-3").locator("svg")).toBeAttached();
  await expect(page.getByTestId("outputs-4")).toContainText("more than 200 outputs");
  await run(5);
  await expect(page.getByTestId("outputs-5")).toContainText("more than a page can hold");
  const found = await page.locator(".notebook .cell-outputs").evaluateAll((places) =>
    places.flatMap((place) => [
      ...[...place.querySelectorAll("script, iframe, img, form, meta, object, embed, image, foreignObject")].map(({ outerHTML }) => outerHTML),
      ...[...place.querySelectorAll("a")].map(({ href }) => href),
      ...[...place.querySelectorAll("*")]
        .flatMap(({ attributes }) => [...attributes])
        .filter(({ name, value }) => /^on/.test(name) || (/javascript:|url\(h/i.test(value) && name !== "aria-label"))
        .map(({ name }) => name),
    ]),
  );
  expect(found).toEqual([]);

  for (const number of [6, 7, 8]) await run(number);
  await expect(page.getByTestId("outputs-6")).toContainText('there is no "self" here');
  await expect(page.getByTestId("outputs-7")).toContainText("this is undefined");
  await expect(page.getByTestId("outputs-8")).toContainText("after all of them");
  // A plot that is drawn far outside of its place covers nothing.
  const under = await page.getByRole("button", { name: "Run all" }).evaluate((button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
  expect(under).toBe(true);
  expect(sent).toEqual([]);
});

test("a notebook from a link runs nothing before the reader trusts it", async ({ page }) => {
  await openLinked(page, "6 * 7");
  await expect(page.getByText("nothing runs before you say so")).toBeVisible();
  await expect(page.getByTestId("outputs-1")).toHaveCount(0);
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByTestId("outputs-1")).toContainText("42");
  await expect(page).toHaveURL(/#\/notebooks$/);
});

test("a cell without end and a flood of timers hold nothing up, and stop", async ({ page }) => {
  await openLinked(
    page,
    "while (true) {}",
    "const tick = (): void => { for (let i = 0; i < 50; i++) setTimeout(tick); };\ntick();\nawait new Promise(() => {});",
  );
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  for (const number of [1, 2]) {
    await page.getByRole("button", { name: `Run cell ${number}`, exact: true }).click();
    await expect(state(page)).toHaveText(`Cell ${number} of 2 is running`);
    // No window, no form, no way to lead the page elsewhere.
    await expect(page.locator("iframe")).toHaveAttribute("sandbox", "allow-scripts");
    await lives(page);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(state(page)).toHaveText(`Cell ${number} was stopped`);
    await expect(page.locator("iframe")).toHaveCount(0);
  }
});

test("cells cannot name what is not theirs, and two gigabytes of numbers leave the page alone", async ({ page }) => {
  await openLinked(
    page,
    'fetch("https://example.org")',
    "const held: Float64Array[] = [];\nfor (let i = 0; i < 16; i++) held.push(new Float64Array(2 ** 24).fill(i));\nheld.length",
    '"still here"',
  );
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  await page.getByRole("button", { name: "Run cell 1", exact: true }).click();
  await expect(page.getByTestId("outputs-1")).toContainText('there is no "fetch" here');
  await page.getByRole("button", { name: "Run cell 2", exact: true }).click();
  // Where there is room for them they are held, where there is none the cell says so; its frame may end.
  await expect(page.getByTestId("outputs-2")).toContainText(/16|RangeError|worker stopped/, { timeout: 60_000 });
  await lives(page);
  await page.getByRole("button", { name: "Run cell 3", exact: true }).click();
  await expect(page.getByTestId("outputs-3")).toContainText("still here");
});

plain("a page that goes down while a notebook runs comes back in safe mode, its text intact", async ({ context }) => {
  const page = await context.newPage();
  await openLinked(page, "while (true) {}");
  await page.getByRole("button", { name: "Trust it and let it run" }).click();
  await page.getByRole("button", { name: "Run cell 1", exact: true }).click();
  await expect(state(page)).toHaveText("Cell 1 of 1 is running");
  const crashed = page.waitForEvent("crash");
  await page.goto("chrome://crash").catch(() => undefined);
  await crashed;

  const again = await context.newPage();
  await again.goto("/#/notebooks");
  await again.getByRole("button", { name: /^A notebook of somebody else/ }).click();
  await expect(again.getByText("Safe mode:")).toBeVisible();
  await expect(again.getByRole("region", { name: "Cell 1", exact: true })).toContainText("while (true) {}");
  await again.getByRole("button", { name: "Let it run again" }).click();
  await expect(again.getByText("Safe mode:")).toHaveCount(0);
});
