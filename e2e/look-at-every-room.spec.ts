import AxeBuilder from "@axe-core/playwright";
import { expect, openRoom, test } from "./story";

const rooms = ["lab", "measure", "regimes", "membrane", "learning", "notebooks", "runs", "server"] as const;
const sizes = { desk: { width: 1440, height: 900 }, tablet: { width: 820, height: 1180 }, phone: { width: 390, height: 844 } } as const;

for (const [size, viewport] of Object.entries(sizes)) {
  for (const theme of ["dark", "light"] as const) {
    test(`every room at ${viewport.width} pixels in the ${theme} theme: drawn, readable, within the width`, async ({ page }, info) => {
      test.setTimeout(240_000);
      await page.setViewportSize(viewport);
      const forbidden: string[] = [];
      await page.exposeFunction("tellForbidden", (what: string) => forbidden.push(what));
      await page.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective, sourceFile, lineNumber }) =>
          (window as unknown as { tellForbidden(what: string): void }).tellForbidden(`${effectiveDirective} at ${sourceFile}:${lineNumber}`),
        ),
      );
      await openRoom(page, "lab");
      // A phone has no room for the switch; its key is the same everywhere.
      if (theme === "light") await page.keyboard.press("Shift+D");
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      for (const room of rooms) {
        await openRoom(page, room);
        if (room === "measure")
          await page.getByRole("button", { name: "Branched aggregate" }).or(page.locator(".empty-state button")).first().click();
        if (room === "regimes")
          await page
            .getByRole("button", { name: /^Open United States economy/ })
            .first()
            .click();
        // Under a clamp there is more to see than at rest, where the room begins.
        if (room === "membrane") {
          await page.getByRole("tab", { name: "Under a clamp" }).click();
          await page.locator(".membrane-clamped").getByRole("button", { name: "Run the clamp" }).click();
          await expect(page.locator(".membrane-traces")).toBeVisible();
        }
        if (room === "learning") await page.getByRole("button", { name: "Run it as it is" }).click();
        await page.waitForTimeout(room === "lab" ? 4000 : 2000);
        await page.screenshot({ path: `test-results/rooms/${room}-${size}-${theme}.png` });
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
        const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${room}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
        expect(forbidden, "the page tries nothing that its own policy forbids").toEqual([]);
        await info.attach(`${room}-${size}-${theme}`, { path: `test-results/rooms/${room}-${size}-${theme}.png`, contentType: "image/png" });
      }
    });
  }
}
