import { createServer, type AddressInfo } from "node:net";
import { testProvider, type TestProvider } from "../tests/support/oidc-provider";
import { startServed, type Served } from "./served";
import { expect, test } from "./story";

let provider: TestProvider;
let server: Served;
/** Who sits at the browser, by what the provider says of them. */
let visitor = { sub: "g", email: "grace@lab.example.org", email_verified: true, name: "Grace Hopper" };

test.beforeAll(async () => {
  // Under another name than the server's, as a provider is another site.
  provider = await testProvider({ host: "localhost", visitor: () => visitor });
  // Its own address has to be known before it starts.
  const port = await freePort();
  server = await startServed(port, {
    MFN_PUBLIC_URL: `http://127.0.0.1:${port}`,
    MFN_OIDC_ISSUER: provider.issuer,
    MFN_OIDC_CLIENT_ID: provider.clientId,
    MFN_OIDC_CLIENT_SECRET: provider.clientSecret,
    MFN_OIDC_TITLE: "the institute",
    MFN_OIDC_DOMAINS: "lab.example.org",
  });
});
test.afterAll(async () => {
  server.stop();
  await provider.close();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

test("a person signs in with the institute, comes back signed in, and signs out", async ({ page }) => {
  await page.goto(`${server.address}/#/server`);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await page.getByRole("link", { name: "Sign in with the institute" }).click();
  await page.getByRole("link", { name: "That is me" }).click();
  await expect(page.getByTestId("server-who")).toContainText("as grace@lab.example.org");
  expect(page.url()).toBe(`${server.address}/#/server`);
  // It is a session like any other: it goes on after a reload, and may change things.
  await page.reload();
  await expect(page.getByTestId("server-who")).toContainText("as grace@lab.example.org");
  await page.getByLabel("name of a new key").fill("my script");
  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByTestId("shown-once")).toHaveText(/^mfn_/);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("Nobody is signed in")).toBeVisible();
  // Whoever comes next to this browser is not let in by what is left in it.
  await page.reload();
  await expect(page.getByText("Nobody is signed in")).toBeVisible();
});

test("somebody whom nobody invited is told so, and may try again", async ({ page }) => {
  visitor = { sub: "m", email: "mallory@elsewhere.org", email_verified: true, name: "Mallory" };
  await page.goto(`${server.address}/#/server`);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await page.getByRole("link", { name: "Sign in with the institute" }).click();
  await page.getByRole("link", { name: "That is me" }).click();
  await expect(page.getByRole("alert")).toContainText("whether you are invited");
  await expect(page.getByText("Nobody is signed in")).toBeVisible();
  await expect(page.getByLabel("address")).toHaveValue(server.address);
});

test.describe("once the app is kept on this machine", () => {
  test.use({ serviceWorkers: "allow" });

  test("the server's own pages still come from the server, and the sign-on begins there", async ({ page }) => {
    test.setTimeout(120_000);
    visitor = { sub: "g", email: "grace@lab.example.org", email_verified: true, name: "Grace Hopper" };
    await page.goto(`${server.address}/#/server`);
    await expect(page.getByText("is kept on this machine and opens without a network")).toBeAttached({ timeout: 60_000 });
    await page.reload();
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");

    // A page without an icon has the browser ask for one.
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    await page.goto(`${server.address}/docs`);
    await expect(page.getByRole("heading", { name: "MFN Workbench" })).toBeVisible();
    await expect(page.locator("#problem-usage")).toBeVisible();
    for (const [path, words] of [
      ["/health", '"service":"mfn-workbench"'],
      ["/api/openapi.json", '"openapi":"3.1.0"'],
      ["/metrics", "# HELP"],
    ] as const) {
      await page.goto(server.address + path);
      await expect(page.locator("body")).toContainText(words);
    }

    await page.goto(`${server.address}/#/server`);
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByRole("link", { name: "Sign in with the institute" }).click();
    await page.getByRole("link", { name: "That is me" }).click();
    await expect(page.getByTestId("server-who")).toContainText("as grace@lab.example.org");
  });
});
