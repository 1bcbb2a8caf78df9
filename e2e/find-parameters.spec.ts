import { deflateSync } from "node:zlib";
import { expect, openCopiedLink, openSmall, test, unfold } from "./story";

/** A grey PNG of stripes, 8 bits. */
function stripes(side: number): Buffer {
  const rows = Array.from({ length: side }, (_, y) => [
    0,
    ...Array.from({ length: side }, (__, x) => 128 + Math.round(120 * Math.sin((x + 3 * Math.sin(y / 9)) / 2.2))),
  ]);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.from(rows.flat()))), chunk("IEND", Buffer.alloc(0))]); // prettier-ignore
}

function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

test("someone drops a picture and finds parameters that make a pattern like it", async ({ page }) => {
  test.setTimeout(150_000);
  await openSmall(page);
  const panel = await unfold(page, "Parameter search");
  await panel.locator("input[type=file]").setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(panel.getByText(/expected a fingerprint/)).toBeVisible();
  await panel.locator("input[type=file]").setInputFiles({ name: "stripes.png", mimeType: "image/png", buffer: stripes(128) });
  await expect(panel.getByRole("img", { name: "Target: stripes.png" })).toBeVisible();
  const set = async (name: string, value: string) => {
    const field = panel.getByRole("textbox", { name, exact: true });
    await field.fill(value);
    await field.press("Enter");
  };
  await set("Steps of each run", "40");
  await set("Runs to spend", "18");
  await panel.getByRole("button", { name: "Look for parameters" }).click();
  await expect(panel.getByRole("img", { name: /Best so far/ })).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByTestId("search-status")).toHaveText(/runs, done/, { timeout: 90_000 });
  await expect(panel.getByText("Random parameters")).toBeVisible();
  const found = Number(/F ([\d.]+)/.exec(await panel.getByTestId("search-best").innerText())![1]);
  const elsewhere = await openCopiedLink(page, panel, "Link to this search");
  const linked = elsewhere.locator('[data-panel="parameter-search"]');
  await expect(linked.getByRole("textbox", { name: "Runs to spend", exact: true })).toHaveValue("18");
  await expect(linked.getByRole("button", { name: "Look for parameters" })).toBeEnabled();
  await elsewhere.context().close();
  await panel.getByRole("button", { name: "Apply to the Lab" }).click();
  await expect.poll(async () => Number(await page.getByRole("textbox", { name: /Feed rate/ }).first().inputValue())).toBeCloseTo(found, 3); // prettier-ignore
});

test("someone follows a parameter up and down", async ({ page }) => {
  test.setTimeout(120_000);
  await openSmall(page);
  const panel = await unfold(page, "Bifurcation diagram");
  const set = async (name: string, value: string) => {
    const field = panel.getByRole("textbox", { name, exact: true });
    await field.fill(value);
    await field.press("Enter");
  };
  await set("Values", "4");
  await set("Steps at each value", "40");
  await panel.getByRole("button", { name: "Follow it up and down" }).click();
  await expect(panel.getByTestId("bifurcation-status")).toHaveText("8 of 8 points", { timeout: 60_000 });
  await expect(panel.getByRole("img", { name: /max against F, up and down/ })).toBeVisible();
  await panel.getByRole("combobox", { name: "Plotted" }).click();
  await page.getByRole("option", { name: "mean" }).click();
  await expect(panel.getByRole("img", { name: /mean against F/ })).toBeVisible();
});
