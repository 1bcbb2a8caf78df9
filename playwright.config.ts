import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's Chromium where there is one; elsewhere Playwright's own. */
const systemChromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

/** Addresses of the app as it should be served, and as a server serves it that sends no headers for isolation. */
const [isolated, notIsolated] = ["http://127.0.0.1:4173", "http://127.0.0.1:4174"];
const preview = "npx vite preview --host 127.0.0.1 --strictPort";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  // Drawing in software beside kernels on two cores, a machine may miss a wait once; the report names what passed the second time only.
  retries: 1,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    // A story about being offline allows them; the others would load the whole app each.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(systemChromium ? { executablePath: systemChromium } : {}),
      args: [
        "--no-sandbox",
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
      ],
    },
  },
  projects: [
    { name: "isolated", use: { baseURL: isolated } },
    {
      name: "not-isolated",
      use: { baseURL: notIsolated },
      // Every story runs there in the long tests; from day to day those about computing.
      ...(process.env["FULL"] ? {} : { testMatch: ["run-a-simulation.spec.ts", "choose-a-back-end.spec.ts"] }),
    },
  ],
  webServer: [
    { command: `${preview} --port 4173`, url: isolated, reuseExistingServer: false },
    { command: `${preview} --port 4174`, url: notIsolated, env: { ISOLATION: "none" }, reuseExistingServer: false },
  ],
});
