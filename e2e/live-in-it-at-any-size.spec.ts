import type { Locator, Page, TestInfo } from "@playwright/test";
import { coloursIn, expect, openRoom, test } from "./story";

const devices = {
  desk: { viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;
type Device = keyof typeof devices;

/** From day to day a phone by day and a tablet by night; all six in the long tests. */
const stories = (["desk", "tablet", "phone"] as const)
  .flatMap((device) => (["light", "dark"] as const).map((theme) => ({ device, theme })))
  .filter(({ device, theme }) => process.env["FULL"] || (device === "phone" && theme === "light") || (device === "tablet" && theme === "dark"));

/** One person with one device: how they press, and what the screen looked like. */
class Person {
  readonly touch: boolean;
  readonly #page: Page;
  readonly #info: TestInfo;
  #pictures = 0;

  constructor(
    page: Page,
    info: TestInfo,
    readonly device: Device,
  ) {
    this.#page = page;
    this.#info = info;
    this.touch = devices[device].hasTouch;
  }

  async press(what: Locator): Promise<void> {
    await what.scrollIntoViewIfNeeded();
    await (this.touch ? what.tap() : what.click());
  }

  async choose(setting: Locator, option: string): Promise<void> {
    await this.press(setting);
    await this.press(this.#page.getByRole("option", { name: option, exact: true }));
  }

  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    await field.press("Enter");
  }

  /** On a narrow screen the panels stand behind tabs. */
  async turnTo(tab: { phone: string; tablet?: string }): Promise<void> {
    const name = this.device === "desk" ? undefined : tab[this.device];
    if (name) await this.press(this.#page.locator("#panels").getByRole("tab", { name, exact: true }));
  }

  /** Finds something by its name, wherever it is. */
  async find(words: string, entry: string | RegExp): Promise<void> {
    await this.press(this.#page.getByRole("button", { name: "Search actions, models and panels" }));
    const palette = this.#page.getByRole("dialog", { name: "Search actions, models and panels" });
    await palette.getByRole("combobox").fill(words);
    await this.press(palette.getByRole("option", { name: entry }).first());
    await expect(palette).toHaveCount(0);
  }

  /** Along a line of two points, by a finger or with the mouse. */
  async stroke([from, to]: readonly [readonly [number, number], readonly [number, number]]): Promise<void> {
    const along = Array.from({ length: 9 }, (_, i) => [from[0] + ((to[0] - from[0]) * i) / 8, from[1] + ((to[1] - from[1]) * i) / 8] as const);
    if (!this.touch) {
      await this.#page.mouse.move(...from);
      await this.#page.mouse.down();
      for (const at of along) await this.#page.mouse.move(...at);
      await this.#page.mouse.up();
      return;
    }
    const client = await this.#page.context().newCDPSession(this.#page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly (readonly [number, number])[]) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
    await touch("touchStart", [from]);
    for (const at of along) await touch("touchMove", [at]);
    await touch("touchEnd", []);
    await client.detach();
  }

  /** Keeps a picture of the screen. Nothing is wider than it. */
  async see(name: string): Promise<void> {
    const path = this.#info.outputPath(`${String(++this.#pictures).padStart(2, "0")}-${name}.png`);
    await this.#page.screenshot({ path });
    await this.#info.attach(name, { path, contentType: "image/png" });
    expect(await this.#page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${name}: wider than the screen`).toBeLessThanOrEqual(
      0,
    );
  }
}

const field = (page: Page) => page.locator(".field-plot").first();
const line = (page: Page) => page.getByRole("slider", { name: "Step shown" });
/** Where the run stands, and how far it has come; the line of time is there once there is a step. */
const stepAt = (page: Page, mark: "aria-valuenow" | "aria-valuemax" = "aria-valuenow"): Promise<number> =>
  line(page).evaluateAll((all, name) => Number(all[0]?.getAttribute(name) ?? 0), mark);
const panel = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`);

/** Runs on for some steps and stops. */
async function runOn(page: Page, person: Person, steps: number): Promise<number> {
  const run = page.getByRole("button", { name: "Run", exact: true });
  const began = await stepAt(page);
  if (await run.isVisible()) await person.press(run);
  await expect.poll(() => stepAt(page), { timeout: 60_000 }).toBeGreaterThan(began + steps);
  await person.press(page.getByRole("button", { name: "Pause", exact: true }));
  await expect(run).toBeVisible();
  return stepAt(page, "aria-valuemax");
}

async function onGrid(page: Page, person: Person, cells: string): Promise<void> {
  await person.turnTo({ phone: "Parameters" });
  for (const axis of ["x", "y"]) await person.type(page.getByRole("textbox", { name: `Cells along ${axis}` }), cells);
  await expect(page.getByLabel(`a field of ${cells} by ${cells} cells`)).toBeVisible();
}

for (const { device, theme } of stories) {
  test.describe(`with a ${device}, in the ${theme}`, () => {
    test.use({ ...devices[device], visit: "first" });

    test(`a person lives in it: ${device}, ${theme}`, async ({ page, context }, info) => {
      test.setTimeout(300_000);
      const person = new Person(page, info, device);

      await test.step("a field grows, and a tour that leaves it free is skipped for good", async () => {
        await openRoom(page, "lab");
        await expect(field(page)).toBeVisible();
        const tour = page.getByRole("region", { name: "A short tour" });
        await expect(tour).toBeVisible();
        await person.see("tour");
        const [card, map] = [(await tour.boundingBox())!, (await field(page).boundingBox())!];
        if (device !== "desk") expect(card.y, "the tour lies over the field").toBeGreaterThanOrEqual(map.y + map.height);
        await person.press(tour.getByRole("button", { name: "Skip the tour" }));
        await expect(tour).toHaveCount(0);
        await person.press(page.getByRole("button", { name: "More", exact: true }));
        const themes = page.getByRole("menuitem", { name: "Theme" });
        await (person.touch ? themes.tap() : themes.press("ArrowRight"));
        const item = page.getByRole("menuitemcheckbox", { name: theme === "light" ? "Light" : "Dark", exact: true });
        await expect(item).toBeVisible();
        await person.see("menu");
        await (person.touch ? item.tap() : item.press("Enter"));
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        await expect.poll(() => stepAt(page), { timeout: 60_000 }).toBeGreaterThan(20);
        await expect.poll(() => coloursIn(page.locator("#main"))).toBeGreaterThan(60);
        await person.see("field");
        await person.press(page.getByRole("button", { name: "Pause", exact: true }));
      });

      await test.step("a panel is found by name, filled in, and taken elsewhere with what was typed", async () => {
        await person.find("lyapunov", /Lyapunov exponent/);
        const steps = page.getByRole("textbox", { name: "Steps to follow the twin" });
        await expect(panel(page, "lyapunov")).toBeInViewport();
        await person.type(steps, "1234");
        await person.see("panel");
        await person.press(panel(page, "lyapunov").getByRole("button", { name: "Arrange" }));
        await person.see("arrange");
        await person.press(page.getByRole("menuitem", { name: device === "phone" ? "Move to the tab Parameters" : "Move to the left column" }));
        await expect(device === "phone" ? page.getByRole("tab", { name: "Parameters", selected: true }) : page.locator('#column-left [data-panel="lyapunov"]')).toBeVisible(); // prettier-ignore
        await expect(steps).toHaveValue("1234");
        await person.see("panel-moved");
        await person.press(page.getByRole("button", { name: "More", exact: true }));
        await person.press(page.getByRole("menuitem", { name: "Reset the layout" }));
      });

      await test.step("the field is seen in another way", async () => {
        await onGrid(page, person, "64");
        await runOn(page, person, 200);
        const settings = () => (device === "phone" ? person.press(page.getByRole("button", { name: "View", exact: true })) : Promise.resolve());
        await settings();
        await person.choose(page.getByLabel("Kind of view", { exact: true }), "Height surface");
        await person.see("view-settings");
        if (device === "phone") await page.keyboard.press("Escape");
        const pane = page.locator('.view-pane[data-kind="height-surface"]');
        await expect.poll(() => coloursIn(pane), { timeout: 60_000 }).toBeGreaterThan(60);
        await person.see("surface");
        await settings();
        await person.choose(page.getByLabel("Kind of view", { exact: true }), "Heat map");
        if (device === "phone") await page.keyboard.press("Escape");
        await expect(field(page)).toBeVisible();
      });

      await test.step("something is painted into it, and taken back", async () => {
        await person.press(page.getByRole("button", { name: "Paint", exact: true }));
        await expect(page.getByRole("group", { name: "Tool" })).toBeVisible();
        // The field takes strokes once it is drawn beside the tools.
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        const { x, y, width, height } = (await field(page).boundingBox())!;
        await person.stroke([
          [x + 0.3 * width, y + 0.3 * height],
          [x + 0.6 * width, y + 0.6 * height],
        ]);
        const undo = page.getByRole("button", { name: "Undo: Brush stroke", exact: true });
        await expect(undo).toBeVisible();
        await person.see("painted");
        await person.press(undo);
        await expect(page.getByRole("button", { name: "Redo: Brush stroke", exact: true })).toBeVisible();
        await person.press(page.getByRole("button", { name: "Paint", exact: true }));
        await expect(page.getByRole("group", { name: "Tool" })).toHaveCount(0);
      });

      await test.step("time goes back, and on", async () => {
        const newest = await stepAt(page, "aria-valuemax");
        const { width, height } = (await line(page).boundingBox())!;
        const position = { x: 0.4 * width, y: height / 2 };
        await (person.touch ? line(page).tap({ position }) : line(page).click({ position }));
        await expect.poll(() => stepAt(page)).toBeLessThan(0.6 * newest);
        await person.turnTo({ phone: "Time" });
        await expect(page.getByRole("button", { name: "Step back" })).toBeVisible();
        await person.see("back-in-time");
        await line(page).press("End");
        await expect.poll(() => stepAt(page)).toBe(newest);
      });

      await test.step("runs are kept by themselves, found, and compared", async () => {
        await person.turnTo({ phone: "Parameters" });
        await person.press(page.getByRole("button", { name: "New seed" }));
        await expect.poll(() => stepAt(page, "aria-valuemax")).toBe(0);
        await runOn(page, person, 200);
        await person.press(page.getByRole("link", { name: "Runs" }));
        const kept = page.getByRole("list", { name: "Kept runs" });
        await expect.poll(() => kept.getByRole("listitem").count()).toBeGreaterThanOrEqual(2);
        await person.turnTo({ phone: "Details", tablet: "Run" });
        await person.press(kept.getByRole("button").first());
        await expect(page.getByLabel("Title")).toHaveValue(/Gray–Scott/);
        await person.see("runs");
        // The newest two have one grid.
        for (const i of [0, 1]) await person.press(kept.getByRole("checkbox").nth(i));
        await person.press(page.getByRole("button", { name: "Compare", exact: true }));
        await expect(page.getByRole("heading", { name: "2 runs side by side" })).toBeVisible();
        await expect(page.getByRole("application")).toHaveCount(2);
        await person.press(page.getByRole("checkbox", { name: "difference from the first" }));
        await expect(page.getByText(/root mean square/)).toBeVisible();
        await person.see("compare");
      });

      await test.step("two parameters are swept", async () => {
        await person.press(page.getByRole("link", { name: "Lab" }));
        await onGrid(page, person, "32");
        await person.find("sweep", "Sweep");
        const sweep = panel(page, "sweep");
        await person.press(sweep.getByRole("button", { name: "Add a second parameter" }));
        for (const i of [0, 1]) await person.type(sweep.getByRole("textbox", { name: "Values", exact: true }).nth(i), "2");
        await person.type(sweep.getByRole("textbox", { name: "Steps of each run", exact: true }), "200");
        await person.see("sweep-set-up");
        await person.press(sweep.getByRole("button", { name: "Run the sweep" }));
        await expect(sweep.getByTestId("sweep-status")).toHaveText("4 of 4 runs", { timeout: 60_000 });
        await expect(sweep.getByRole("listbox").getByRole("option")).toHaveCount(4);
        await sweep.getByRole("listbox").scrollIntoViewIfNeeded();
        await person.see("sweep");
      });

      await test.step("a search for parameters asks for a target", async () => {
        await person.find("parameter search", "Parameter search");
        await expect(panel(page, "parameter-search").getByText("Open a picture")).toBeVisible();
        await person.see("search");
      });

      await test.step("a figure is made", async () => {
        await person.press(page.getByRole("button", { name: "Export", exact: true }).last());
        await person.see("export-menu");
        await person.press(page.getByRole("menuitem", { name: /Figures, movies, bundles/ }));
        const dialog = page.getByRole("dialog", { name: "Export" });
        await expect(dialog.getByRole("img", { name: /^Preview of the figure/ })).toBeVisible();
        await person.see("export");
        const [download] = await Promise.all([page.waitForEvent("download"), person.press(dialog.getByRole("button", { name: "Save PNG", exact: true }))]); // prettier-ignore
        expect(download.suggestedFilename()).toMatch(/\.png$/);
        await person.press(dialog.getByRole("button", { name: "Close" }));
        await expect(dialog).toHaveCount(0);
      });

      await test.step("without a network it says so; the field is told in words", async () => {
        await context.setOffline(true);
        await expect(page.getByRole("button", { name: "offline" })).toBeVisible();
        await person.find("words", "Describe the field in words");
        await expect(page.getByTestId("field-in-words")).toContainText(/Gray–Scott, field/);
        await person.see("offline");
        await context.setOffline(false);
        await expect(page.getByRole("button", { name: "offline" })).toHaveCount(0);
      });
    });
  });
}
