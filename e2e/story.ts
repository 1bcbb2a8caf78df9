import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { decode } from "fast-png";

/** A story fails on any error in the console and any promise nobody answered. */
export const test = base.extend<{ silence: void; visit: "first" | "later" }>({
  /** Whether the tour of the first visit was seen. */
  visit: ["later", { option: true }],
  context: async ({ context, visit }, give) => {
    if (visit === "later")
      await context.addInitScript(() => {
        try {
          if (localStorage.getItem("mfn.workspace") === null) localStorage.setItem("mfn.workspace", JSON.stringify({ toured: true }));
        } catch {
          // A frame that may keep nothing has no tour to be spared.
        }
      });
    await give(context);
  },
  silence: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      const watch = (page: Page) => {
        page.on("console", (message) => {
          if (message.type() === "error") complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(String(error)));
      };
      context.on("page", watch);
      context.pages().forEach(watch);
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** Opens a room of the app and waits until it is drawn. */
export async function openRoom(
  page: Page,
  room: "lab" | "measure" | "regimes" | "membrane" | "learning" | "notebooks" | "runs" | "server",
): Promise<void> {
  await page.goto(`/#/${room}`);
  await expect(page.getByRole("banner")).toBeVisible();
}

/** Opens the Lab with a run on a small grid, so that the story is short. */
export async function openSmall(page: Page): Promise<void> {
  await openRoom(page, "lab");
  for (const axis of ["x", "y"]) {
    const cells = page.getByRole("textbox", { name: `Cells along ${axis}` });
    await cells.fill("64");
    await cells.press("Enter");
    await expect(cells).toHaveValue("64");
  }
}

/** Opens a panel that starts folded, and returns it. */
export async function unfold(page: Page, title: string): Promise<Locator> {
  const panel = page.getByRole("region", { name: title, exact: true });
  const heading = panel.getByRole("button", { name: title, exact: true });
  if ((await heading.getAttribute("aria-expanded")) === "false") await heading.click();
  return panel;
}

/** The step shown in the run bar. */
export async function stepOf(page: Page): Promise<number> {
  return Number((await page.getByTestId("step").innerText()).replace(/\D/g, ""));
}

/** Pauses the run and returns the hashes of its spec and of the field shown. */
export async function hashesOf(page: Page): Promise<{ spec: string; field: string }> {
  await page.getByRole("button", { name: /local|server/ }).click();
  const field = page.getByTestId("field-hash");
  await expect(field).toHaveText(/^[0-9a-f]{64}$/);
  const hashes = { spec: await page.getByTestId("spec-hash").innerText(), field: await field.innerText() };
  await page.keyboard.press("Escape");
  return hashes;
}

/** Chooses from the Export menu of the room and returns the path of the file that is saved. */
export async function saved(page: Page, choice: string): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: choice }).click()]);
  return download.path();
}

/** Drops a file on the middle of the room, as a hand does. */
export async function drop(page: Page, name: string, bytes: Uint8Array, type: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64, mime]) => {
      const list = new DataTransfer();
      const content = Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0));
      list.items.add(new File([content], fileName!, { type: mime! }));
      return list;
    },
    [name, Buffer.from(bytes).toString("base64"), type],
  );
  const zone = page.locator(".drop-zone").first();
  for (const event of ["dragenter", "dragover", "drop"]) await zone.dispatchEvent(event, { dataTransfer: transfer });
}

/** Copies a link from the Export menu of a panel, and opens it in a browser that has never been here. */
export async function openCopiedLink(page: Page, panel: Locator, title: string): Promise<Page> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await panel.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: title }).click();
  await expect(panel.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const fresh = await (await page.context().browser()!.newContext({ serviceWorkers: "block" })).newPage();
  await fresh.goto(link);
  return fresh;
}

/** How many different colours stand in the picture of what is drawn there. */
export async function coloursIn(view: Locator): Promise<number> {
  const { data, channels } = decode(await view.screenshot());
  const seen = new Set<number>();
  for (let at = 0; at < data.length; at += channels) seen.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
  return seen.size;
}
