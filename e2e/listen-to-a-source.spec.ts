import { expect, openRoom, test, unfold } from "./story";

test("a person listens to a source outside, sees its change when it comes, and keeps what came", async ({ page }) => {
  await page.routeWebSocket("ws://source.test/prices", (socket) => {
    let t = 0;
    const timer = setInterval(() => {
      for (let k = 0; k < 10; k++, t++) socket.send(JSON.stringify({ payload: { value: Math.sin(t * 12.9898) + (t < 200 ? 0 : 8) } }));
      if (t >= 400) clearInterval(timer);
    }, 20);
    socket.onClose(() => clearInterval(timer));
  });
  await openRoom(page, "regimes");
  const source = await unfold(page, "Live source");
  const connect = source.getByRole("button", { name: "Connect", exact: true });
  await expect(connect).toBeDisabled();

  await test.step("an address that is none is told in words", async () => {
    await source.getByLabel("WebSocket address").fill("https://source.test");
    await connect.click();
    await expect(source).toContainText("it should look like wss://");
  });

  await test.step("the change is told as it comes", async () => {
    await source.getByLabel("WebSocket address").fill("ws://source.test/prices");
    await source.getByLabel("Key of the number").fill("payload.value");
    await connect.click();
    await expect(source.getByRole("status")).toContainText(/400 samples, 1 alarm: at 20\d/);
    await expect(source.getByRole("img", { name: /Run length/ })).toBeVisible();
  });

  await test.step("what came becomes a series, with its regimes", async () => {
    await source.getByRole("button", { name: "Disconnect" }).click();
    await expect(source.getByRole("status")).toContainText("Closed: 400 samples");
    await source.getByRole("button", { name: "Open what came as a series" }).click();
    await expect(page.getByRole("region", { name: "Regimes" })).toContainText("200 – 399");
    await expect(page.locator("body")).not.toContainText("NaN");
  });
});

test("a source whose messages cannot be read says which, and how to mend it", async ({ page }) => {
  await page.routeWebSocket("ws://source.test/words", (socket) => socket.send('{"name": "copper"}'));
  await openRoom(page, "regimes");
  const source = await unfold(page, "Live source");
  await source.getByLabel("WebSocket address").fill("ws://source.test/words");
  await source.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(source).toContainText(/no number in it: say under which key/);
  await expect(source).toContainText("copper");
});
