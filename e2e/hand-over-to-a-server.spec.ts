import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { startServed, type Served } from "./served";

// The later stories sign in with the account of the first.
test.describe.configure({ mode: "serial" });

let server: Served;
let invitation: string;
let password = "a lake with seven islands";

const accountOf = (page: Page) => page.locator('[data-panel="server-account"]');

/** Into the room of the server, by e-mail address and password. */
async function signIn(page: Page): Promise<void> {
  await page.goto(`${server.address}/#/server`);
  await page.getByLabel("e-mail").fill("ada@example.org");
  await page.getByRole("textbox", { name: "password" }).fill(password);
  await accountOf(page).getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByTestId("server-who")).toContainText("as ada@example.org");
}

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
  // A wrong address is told in words; an invitation is to the server that sent it all the same.
  await page.goto(`${server.address}/#/server`);
  await page.getByLabel("address").fill("http://127.0.0.1:9");
  await page.getByLabel("e-mail").fill("ada@example.org");
  await page.getByRole("textbox", { name: "password" }).fill(password);
  await page.getByRole("textbox", { name: "password" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("Nothing answers at http://127.0.0.1:9");
  await page.goto(invitation);
  await expect(page.getByText("You are invited to")).toBeVisible();
  // What invites is not left where others might read it.
  expect(page.url()).not.toContain("invitation");
  await page.getByLabel("e-mail").fill("ada@example.org");
  await page.getByLabel("your name").fill("Ada");
  await page.getByLabel("new password").fill("short");
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page.getByRole("alert")).toContainText(/at least/i);
  await page.getByLabel("new password").fill(password);
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page.getByTestId("server-who")).toContainText("as ada@example.org");
  await expect(page.getByText("No jobs yet")).toBeVisible();

  await page.getByLabel("Steps", { exact: true }).fill("6000");
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
  await expect(back.getByText(/^step 6000$/)).toBeVisible();
  expect(complaints).toEqual([]);

  // A key for a program, shown once; then out.
  await back.goto(`${new URL(invitation).origin}/#/server`);
  await back.getByLabel("name of a new key").fill("my script");
  await back.getByRole("button", { name: "Make a key" }).click();
  await expect(back.getByTestId("shown-once")).toHaveText(/^mfn_/);
  await back.getByRole("button", { name: "I have kept it" }).click();
  await expect(back.getByTestId("shown-once")).toBeHidden();
  const keys = back.getByRole("list", { name: "API keys" });
  await expect(keys).toContainText("my script");
  // What cannot be undone asks first, by keyboard too.
  await back.getByRole("button", { name: "Revoke my script" }).press("Enter");
  await expect(back.getByRole("button", { name: "Really revoke it?" })).toBeFocused();
  await back.keyboard.press("Escape");
  await expect(back.getByRole("button", { name: "Revoke my script" })).toBeFocused();
  await expect(keys).not.toContainText("revoked");
  await back.keyboard.press("Enter");
  await back.keyboard.press("Enter");
  await expect(keys).toContainText("revoked");
  await back.getByRole("button", { name: "Sign out" }).click();
  await expect(back.getByText("Nobody is signed in")).toBeVisible();
  await context.close();
});

test("a job waits in the page while the server is away, and is told so", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Run it on the server" }).click();
  await expect(page.getByText("These jobs are kept here and go to their server")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("These jobs are kept here and go to their server")).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole("list", { name: "Jobs" })).toBeVisible();
  await context.close();
});

test("a page that is opened while the server is away goes on by itself once it answers", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  await page.route("**/api/v1/**", (route) => route.abort());
  await page.reload();
  await expect(accountOf(page).getByRole("alert")).toContainText("Nothing answers");
  await page.unroute("**/api/v1/**");
  await expect(page.getByTestId("server-who")).toContainText("as ada@example.org");
  await expect(accountOf(page).getByRole("alert")).toBeHidden();
  await context.close();
});

test("the Lab comes back to this browser when the session ends under it, and signing in again makes it whole", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  await page.getByRole("button", { name: "Compute the Lab's runs there" }).click();
  await expect(page.getByText("The Lab's runs are computed there.")).toBeVisible();
  await page.getByRole("link", { name: "Lab", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  const other = await context.newPage();
  await other.goto(`${server.address}/#/server`);
  await other.getByRole("button", { name: "Sign out" }).click();
  await expect(other.getByText("Nobody is signed in")).toBeVisible();

  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(page.getByTestId("connection-state")).toHaveText("Runs are computed in this browser.");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await signIn(page);
  await expect(page.getByText("The Lab's runs are computed in this browser.")).toBeVisible();
  await page.getByRole("button", { name: "Compute the Lab's runs there" }).click();
  await expect(page.getByText("The Lab's runs are computed there.")).toBeVisible();
  await context.close();
});

test("a sweep that the server has made opens as its diagram, with its rows", async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  await page.getByRole("button", { name: "Sweep on the server" }).click();
  const job = page.getByRole("list", { name: "Jobs" }).getByRole("listitem").filter({ hasText: "Sweep of" });
  await job.getByRole("button", { name: "Open its diagram" }).click({ timeout: 90_000 });
  await expect(page).toHaveURL(/#\/runs$/);
  const sweeps = page.locator('[data-panel="sweeps"]');
  await expect(sweeps.getByTestId("sweep-status")).toHaveText("5 of 5 runs");
  await context.close();
});

test("on a phone a session goes on, and the account is in front", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await signIn(page);
  await page.close();
  const back = await context.newPage();
  await back.goto(`${server.address}/#/server`);
  await expect(back.getByRole("tab", { name: "Account" })).toHaveAttribute("aria-selected", "true");
  await expect(back.getByTestId("server-who")).toContainText("as ada@example.org");
  await context.close();
});

test("a password is changed, every other browser is out, and the audit tells of it", async ({ browser }) => {
  const [context, elsewhere] = [await browser.newContext(), await browser.newContext()];
  const [page, other] = [await context.newPage(), await elsewhere.newPage()];
  await signIn(page);
  await signIn(other);

  await page.getByText("Change name or password").click();
  const account = accountOf(page);
  await account.getByLabel("current password").fill("a pond without any");
  await account.getByLabel("new password").fill("a lake with eight islands");
  await account.getByRole("button", { name: "Change the password" }).click();
  await expect(account.getByRole("alert")).toContainText("The current password is wrong.");
  await account.getByLabel("current password").fill(password);
  await account.getByRole("button", { name: "Change the password" }).click();
  await expect(account.getByText("The password is changed.")).toBeVisible();
  password = "a lake with eight islands";
  await account.getByLabel("your name").fill("Ada Lovelace");
  await account.getByRole("button", { name: "Change the name" }).click();
  await expect(account.getByText("You are called Ada Lovelace from now on.")).toBeVisible();

  await page.getByRole("button", { name: "Audit", exact: true }).click();
  const audit = page.locator('[data-panel="server-audit"]');
  const events = audit.getByRole("list", { name: "Events" });
  await expect(events.getByRole("listitem").filter({ hasText: "Changed the password" })).toContainText("Ada Lovelace");
  await audit.getByRole("checkbox", { name: "refusals only" }).check();
  await expect(events).toContainText("wrong password");
  await expect(events).not.toContainText("Changed the password");
  await audit.getByRole("button", { name: "Check the chain" }).click();
  await expect(audit.getByRole("status")).toContainText("The log is whole");
  // Whatever is asked for there is refused, and the page says so.
  await other.getByLabel("name of a new key").fill("too late");
  await other.getByRole("button", { name: "Make a key" }).click();
  await expect(other.getByText("Nobody is signed in")).toBeVisible();
  await expect(accountOf(other).getByRole("alert")).toContainText("sign in again");
  await Promise.all([context.close(), elsewhere.close()]);
});

test("a second tab goes on after the first has changed the password, and signs out both", async ({ browser }) => {
  const context = await browser.newContext();
  const [page, second] = [await context.newPage(), await context.newPage()];
  await signIn(page);
  await second.goto(`${server.address}/#/server`);
  await expect(second.getByTestId("server-who")).toContainText("as ada@example.org");
  const jobs = second.getByRole("list", { name: "Jobs" }).getByRole("listitem");
  await expect(jobs.first()).toBeVisible();
  const before = await jobs.count();

  await page.getByText("Change name or password").click();
  await accountOf(page).getByLabel("current password").fill(password);
  await accountOf(page).getByLabel("new password").fill("a lake with nine islands");
  await accountOf(page).getByRole("button", { name: "Change the password" }).click();
  await expect(accountOf(page).getByText("The password is changed.")).toBeVisible();
  password = "a lake with nine islands";

  await second.getByLabel("Steps", { exact: true }).fill("5");
  await second.getByRole("button", { name: "Run it on the server" }).click();
  await expect(jobs).toHaveCount(before + 1);
  await expect(second.getByRole("alert")).toHaveCount(0);
  await second.getByRole("button", { name: "Sign out" }).click();
  await expect(second.getByText("Nobody is signed in")).toBeVisible();
  expect((await second.request.get(`${server.address}/api/v1/me`)).status()).toBe(401);
  // The first notices by what it asks for next.
  await page.getByRole("button", { name: "Run it on the server" }).click();
  await expect(page.getByText("Nobody is signed in")).toBeVisible({ timeout: 5_000 });
  await expect(accountOf(page).getByRole("alert")).toContainText("sign in again");
  await context.close();
});

test("an administrator looks at another's keys, revokes one, and removes the account; the last administrator stays", async ({ browser }) => {
  const [context, elsewhere] = [await browser.newContext(), await browser.newContext()];
  const [page, other] = [await context.newPage(), await elsewhere.newPage()];
  await signIn(page);
  await page.getByRole("button", { name: "People", exact: true }).click();
  const people = page.locator('[data-panel="server-people"]');
  await people.getByLabel("e-mail of whom to invite").fill("bea@example.org");
  await people.getByRole("button", { name: "Invite", exact: true }).click();
  await other.goto(await people.getByTestId("shown-once").innerText());
  await other.getByLabel("your name").fill("Bea");
  await other.getByLabel("new password").fill("a marsh with a heron");
  await other.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(other.getByTestId("server-who")).toContainText("as bea@example.org");
  await other.getByLabel("name of a new key").fill("night watch");
  await other.getByRole("button", { name: "Make a key" }).click();
  await expect(other.getByTestId("shown-once")).toHaveText(/^mfn_/);

  await page.reload();
  await people.getByRole("button", { name: "Keys of Bea" }).click();
  const keys = people.getByRole("list", { name: "Keys of Bea" });
  await expect(keys).toContainText("night watch");
  await expect(keys).toContainText(/look, compute.*never used, expires/s);
  await people.getByRole("button", { name: "Revoke night watch" }).press("Enter");
  await page.keyboard.press("Enter");
  await expect(keys).toContainText("revoked");

  await people.getByRole("button", { name: "Remove Bea" }).click();
  const forGood = people.getByRole("button", { name: "Remove for good" });
  await people.getByLabel("type bea@example.org to confirm").fill("bea@example.com");
  await people.getByLabel("your own password").fill("a pond without any");
  await expect(forGood).toBeDisabled();
  await people.getByLabel("type bea@example.org to confirm").fill("bea@example.org");
  await forGood.click();
  await expect(people.getByRole("alert")).toContainText("The current password is wrong.");
  const { violations } = await new AxeBuilder({ page }).include('[data-panel="server-people"]').analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id)).toEqual([]);
  await people.getByLabel("your own password").fill(password);
  await forGood.click();
  await expect(people.getByRole("button", { name: "Remove Bea" })).toBeHidden();
  await other.reload();
  await expect(other.getByText("Nobody is signed in")).toBeVisible();

  const account = accountOf(page);
  await account.getByText("Remove the account").click();
  await account.getByLabel("type ada@example.org to confirm").fill("ada@example.org");
  await account.getByLabel("your own password").fill(password);
  await account.getByRole("button", { name: "Remove for good" }).click();
  await expect(account.getByRole("alert")).toContainText("This is the last administrator; make another one first.");
  await expect(page.getByTestId("server-who")).toContainText("as ada@example.org");
  await page.getByRole("button", { name: "Audit", exact: true }).click();
  await expect(page.locator('[data-panel="server-audit"]').getByRole("list", { name: "Events" })).toContainText("Removed an account");
  await Promise.all([context.close(), elsewhere.close()]);
});

test("a page that speaks Ukrainian says in its own words what the server refuses", async ({ browser }) => {
  const context = await browser.newContext({ locale: "uk-UA" });
  const page = await context.newPage();
  await page.goto(`${server.address}/#/server`);
  await page.getByLabel("електронна пошта").fill("ada@example.org");
  await page.getByRole("textbox", { name: "пароль" }).fill("a pond without any");
  const account = accountOf(page);
  await account.getByRole("button", { name: "Увійти", exact: true }).click();
  await expect(account.getByRole("alert")).toHaveText("Адреса пошти або пароль неправильні.");
  await page.getByRole("textbox", { name: "пароль" }).fill(password);
  await account.getByRole("button", { name: "Увійти", exact: true }).click();
  await expect(page.getByTestId("server-who")).toContainText("ada@example.org");
  await account.getByText("Змінити ім'я чи пароль").click();
  await account.getByLabel("теперішній пароль").fill(password);
  await account.getByLabel("новий пароль").fill("short");
  await account.getByRole("button", { name: "Змінити пароль" }).click();
  // What the server's own sentence adds stands below.
  await expect(account.getByRole("alert")).toContainText("Цей пароль надто легко вгадати");
  await expect(account.getByRole("alert")).toContainText("Expected at least 12 characters.");
  await context.close();
});
