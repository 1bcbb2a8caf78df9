import type { Browser, Page } from "@playwright/test";
import { startServed, type Served } from "./served";
import { expect, test } from "./story";

let server: Served;
test.beforeAll(async () => void (server = await startServed()));
test.afterAll(() => server.stop());

/** A page of somebody new whom the administrator has invited, in the room of the server. */
async function newcomer(browser: Browser, role: "viewer" | "researcher", options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
  const answer = await fetch(`${server.address}/api/v1/invitations`, {
    method: "POST",
    headers: { "x-api-key": server.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ email: `${role}-${Date.now()}@example.org`, role }),
  });
  const { url } = (await answer.json()) as { url: string };
  const page = await browser.newPage(options);
  await page.goto(url);
  await page.getByLabel("your name").fill(role);
  await page.getByLabel("new password").fill("a marsh with a heron");
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page.getByTestId("server-who")).toContainText(`as ${role}-`);
  return page;
}

test("somebody who may only look makes a key that may only look, once, and keeps every secret", async ({ browser }) => {
  const page = await newcomer(browser, "viewer");
  const keys = page.getByRole("list", { name: "API keys" }).getByRole("listitem");
  await page.getByLabel("name of a new key").fill("reader");
  await page.getByRole("button", { name: "Make a key" }).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  const secrets = page.getByTestId("shown-once");
  await expect(secrets).toHaveText([/^mfn_/]);
  await expect(keys).toHaveCount(1);
  await expect(keys.first()).toContainText("look");
  const made = await secrets.innerText();

  // A new secret of the same key takes the place of the one that is over; that of another key stands beside it.
  await page.getByRole("button", { name: "Rotate reader" }).click();
  await expect(secrets).not.toHaveText(made);
  const rotated = await secrets.innerText();
  await page.getByLabel("name of a new key").fill("another");
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(secrets).toHaveText([/^mfn_/, rotated]);
  // What is refused takes no secret away, and names the field that is meant.
  await page.getByLabel("name of a new key").fill("x".repeat(120));
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByRole("alert")).toHaveText("The name: expected at most 100 characters, got 120.");
  await expect(secrets).toHaveCount(2);
  await page.getByRole("button", { name: "I have kept it" }).first().click();
  await expect(secrets).toHaveText([rotated]);
  await page.close();
});

for (const [where, viewport] of [
  ["in the right column", { width: 1440, height: 900 }],
  ["on a phone", { width: 390, height: 844 }],
] as const)
  test(`a name of a hundred letters stays ${where}`, async ({ browser }) => {
    const page = await newcomer(browser, "viewer", { viewport });
    const keys = page.locator('[data-panel="server-keys"]');
    if (viewport.width < 600) await page.getByRole("tab", { name: "API keys" }).click();
    await page.getByLabel("name of a new key").fill("x".repeat(100));
    await page.getByRole("button", { name: "Make a key" }).click();
    await expect(page.getByRole("button", { name: "Rotate xxx" })).toBeVisible();
    // Neither the panel nor what it stands in scrolls sideways.
    const overflow = await keys.evaluate((panel) => {
      const around = [panel];
      while (around[0]!.parentElement) around.unshift(around[0]!.parentElement);
      return around.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className);
    });
    expect(overflow).toEqual([]);
    await page.screenshot({ path: `test-results/rooms/server-long-name-${viewport.width}.png` });
    await page.close();
  });

test("a number of steps that cannot be is refused in words, and nothing is submitted", async ({ browser }) => {
  const page = await newcomer(browser, "researcher");
  const run = page.getByRole("button", { name: "Run it on the server" });
  await page.getByLabel("Steps", { exact: true }).fill("-5");
  await run.click();
  await expect(page.getByRole("alert")).toContainText("There are no runs of −5 steps");
  await expect(page.getByText("No jobs yet")).toBeVisible();
  await page.close();
});

test("the state that a job left is told to those who do not see it, each time", async ({ browser }) => {
  const page = await newcomer(browser, "researcher");
  const open = async (steps: number) => {
    await page.getByLabel("Steps", { exact: true }).fill(String(steps));
    await page.getByRole("button", { name: "Run it on the server" }).click();
    const job = page
      .getByRole("list", { name: "Jobs" })
      .getByRole("listitem")
      .filter({ hasText: `${steps} steps` });
    await job.getByRole("button", { name: "Open in the Lab" }).click({ timeout: 60_000 });
    await expect(page.getByTestId("field-in-words")).toContainText(`at step ${steps},`);
    await expect(page.getByTestId("field-in-words")).toContainText("Values from");
    await page.goto(`${server.address}/#/server`);
  };
  await open(40);
  await open(60);
  // In the Lab too, where a step changes neither the field nor whether the run goes on.
  await page.goto(`${server.address}/#/lab`);
  for (const step of [61, 62]) {
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await expect(page.getByTestId("field-in-words")).toContainText(`at step ${step},`);
  }
  await page.close();
});

test("every job can be reached, page after page", async ({ browser }) => {
  const page = await newcomer(browser, "viewer");
  // As many as it would take a queue too long to make.
  const jobs = Array.from({ length: 450 }, (_, i) => ({
    ...{ id: `job-${i}`, kind: "run", owner: "me", state: "cancelled", progress: 0, words: "", document: { model: `m${i}` }, hash: "", priority: 0 },
    ...{ attempts: 1, created: "2026-11-29T09:00:00.000Z", started: null, ended: null, error: null, result: null, artefacts: [] },
  }));
  await page.route(/\/api\/v1\/jobs\?/, (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const [begin, limit] = [Number(asked.get("after") ?? 0), Number(asked.get("limit"))];
    const next = begin + limit < jobs.length ? String(begin + limit) : null;
    return route.fulfill({ json: { items: jobs.slice(begin, begin + limit), next } });
  });
  await page.reload();
  const listed = page.getByRole("list", { name: "Jobs" }).getByRole("listitem");
  const more = page.getByRole("button", { name: "Show older jobs" });
  for (const count of [25, 200, 400]) {
    await expect(listed).toHaveCount(count);
    await more.click();
  }
  await expect(listed).toHaveCount(450);
  await expect(more).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Jobs, page 3" }).getByRole("listitem")).toHaveCount(50);
  await page.close();
});
