import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { startServed, type Served } from "./served";

// The second story signs in with the account of the first.
test.describe.configure({ mode: "serial" });

let server: Served;
let invitation: string;

test.beforeAll(async () => {
  server = await startServed();
  ({ invitation } = server);
});
test.afterAll(() => server.stop());

test("a person signs up by invitation, starts a heavy run, closes the page, and finds it finished", async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(invitation);
  await expect(page.getByText("You are invited to")).toBeVisible();
  // What invites is not left where others might read it.
  expect(page.url()).not.toContain("invitation");
  await page.getByLabel("e-mail").fill("ada@example.org");
  await page.getByLabel("your name").fill("Ada");
  await page.getByLabel("new password").fill("short");
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page.getByRole("alert")).toContainText(/at least/i);
  await page.getByLabel("new password").fill("a lake with seven islands");
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page.getByTestId("server-who")).toContainText("as ada@example.org");
  await expect(page.getByText("No jobs yet")).toBeVisible();

  await page.getByLabel("Steps", { exact: true }).fill("12000");
  await page.getByRole("button", { name: "Run it on the server" }).click();
  const job = page.getByRole("list", { name: "Jobs" }).getByRole("listitem").first();
  await expect(job).toContainText(/waits for its turn|at work|done/);
  await page.close();

  const back = await context.newPage();
  await back.goto(`${new URL(invitation).origin}/#/server`);
  await expect(back.getByTestId("server-who")).toContainText("as ada@example.org");
  const finished = back.getByRole("list", { name: "Jobs" }).getByRole("listitem").first();
  await expect(finished).toContainText("done", { timeout: 90_000 });
  const { violations } = await new AxeBuilder({ page: back }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  const download = back.waitForEvent("download");
  await finished.getByRole("button", { name: "Save features.parquet" }).click();
  expect((await download).suggestedFilename()).toMatch(/features\.parquet$/);
  await finished.getByRole("button", { name: "Open in the Lab" }).click();
  await expect(back.getByText(/^step 12.000$/)).toBeVisible();
  expect(complaints).toEqual([]);

  // A key for a program, shown once; then out.
  await back.goto(`${new URL(invitation).origin}/#/server`);
  await back.getByLabel("name of a new key").fill("my script");
  await back.getByRole("button", { name: "Make a key" }).click();
  await expect(back.getByTestId("shown-once")).toHaveText(/^mfn_/);
  await back.getByRole("button", { name: "I have kept it" }).click();
  await expect(back.getByTestId("shown-once")).toBeHidden();
  await expect(back.getByRole("list", { name: "API keys" })).toContainText("my script");
  await back.getByRole("button", { name: "Sign out" }).click();
  await expect(back.getByText("Nobody is signed in")).toBeVisible();
  await context.close();
});

test("a job waits in the page while the server is away, and is told so", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${new URL(invitation).origin}/#/server`);
  await page.getByLabel("e-mail").fill("ada@example.org");
  await page.getByRole("textbox", { name: "password" }).fill("a lake with seven islands");
  await page.getByRole("complementary", { name: "Account" }).getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByTestId("server-who")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Run it on the server" }).click();
  await expect(page.getByText("These jobs are kept here and go to their server")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("These jobs are kept here and go to their server")).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole("list", { name: "Jobs" })).toBeVisible();
  await context.close();
});
