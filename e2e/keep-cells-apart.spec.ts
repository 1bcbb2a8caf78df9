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
      show("origin: " + self.origin);
      return {};
    };`;
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "sandbox.html";
    const [port, watch] = [new MessageChannel(), new MessageChannel()];
    const ready = new Promise<void>((resolve) =>
      addEventListener("message", ({ source, data }) => source === frame.contentWindow && data === "ready" && resolve()),
    );
    document.body.append(frame);
    await ready;
    frame.contentWindow!.postMessage("cells", "*", [port.port2, watch.port2]);
    const shown: string[] = [];
    const done = new Promise<void>((resolve) => {
      port.port1.onmessage = ({ data }) => {
        if (data.news?.output) shown.push(String(data.news.output.text));
        if (data.kind === "settled") resolve();
      };
    });
    const cell = { id: "a", title: "cell 1", code, inputs: [], makers: {}, outputs: [], controls: {} };
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
    return { shown, closed, polluted: "polluted" in {} };
  }, attempts);
  expect(outcome.shown).toEqual([...Object.keys(attempts).map((name) => `refused: ${name}`), "origin: null"]);
  expect(outcome).toMatchObject({ closed: true, polluted: false });
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
