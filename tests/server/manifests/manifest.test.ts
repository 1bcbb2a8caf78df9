import { createHash } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { secretsOf } from "../../../server/crypto/secrets";
import { signManifest } from "../../../server/manifests/sign-manifest";
import { fakeTerminal } from "../../support/cli";

const bytes = new TextEncoder().encode("F,k\n0.037,0.06\n");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const documentHash = "ab".repeat(32);
const base64 = (key: Uint8Array) => Buffer.from(key).toString("base64");

async function signed(file = { name: "rows.csv", bytes: bytes.length, sha256 }) {
  const secrets = await secretsOf(new Uint8Array(32).fill(3));
  const manifest = await signManifest(secrets, { kind: "sweep", documentHash, files: [file] }, () => new Date("2026-03-01T10:00:00Z"));
  const terminal = fakeTerminal();
  terminal.file("rows.csv", bytes);
  terminal.file("manifest.json", manifest);
  return { terminal, manifest, key: base64(secrets.publicKey) };
}

describe("mfn verify", () => {
  it("finds a manifest and its files as they were signed", async () => {
    const { terminal, key } = await signed();
    const { code, json } = await terminal.mfn("verify", "manifest.json", "--key", key, "--json");
    expect(code).toBe(0);
    expect(json()).toMatchObject({ valid: true, signature: "right", keyGiven: true, documentHash, files: [{ name: "rows.csv", state: "same" }] });
    expect((await terminal.mfn("verify", "manifest.json")).out).toContain("does not prove who signed");
  });

  it("tells a changed file, one of another length, and a missing one", async () => {
    const { terminal } = await signed();
    terminal.file("rows.csv", "F,k\n0.038,0.06\n");
    const changed = await terminal.mfn("verify", "manifest.json");
    expect([changed.code, changed.err]).toEqual([1, "mfn: manifest.json: rows.csv is changed\n"]);
    const missing = await signed({ name: "sub/rows.csv", bytes: 1, sha256 });
    expect((await missing.terminal.mfn("verify", "manifest.json")).err).toContain("sub/rows.csv is missing");
  });

  it("finds a folder as a folder and as the ZIP file that a server sends, by its own name and as the page saves it", async () => {
    const files = { "zarr.json": "{}", "V/c/0/0": "chunk", "V/zarr.json": "{ }" };
    // As `sha256sum` prints it.
    const list = ["V/c/0/0", "V/zarr.json", "zarr.json"].map(
      (path) =>
        `${createHash("sha256")
          .update(files[path as keyof typeof files])
          .digest("hex")}  ${path}\n`,
    );
    const hash = createHash("sha256").update(list.join("")).digest("hex");
    const { terminal, manifest } = await signed({ name: "history.zarr", bytes: 10, sha256: hash });
    const verdict = async (path = "manifest.json") => (await terminal.mfn("verify", path, "--json")).json<{ files: unknown }>().files;
    const same = [{ name: "history.zarr", state: "same" }];
    const zip = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
    expect(await verdict()).toEqual([{ name: "history.zarr", state: "missing" }]);
    terminal.file("0a1b2c3d-history.zarr.zip", zip);
    terminal.file("0a1b2c3d-manifest.json", manifest);
    expect(await verdict("0a1b2c3d-manifest.json")).toEqual(same);
    terminal.file("history.zarr.zip", zip);
    expect(await verdict()).toEqual(same);
    for (const [path, text] of Object.entries(files)) terminal.file(`history.zarr/${path}`, text);
    expect(await verdict()).toEqual(same);
    terminal.file("history.zarr/more", "x");
    expect(await verdict()).toEqual([{ name: "history.zarr", state: "changed" }]);
  });

  it.each([
    ["a hash", (text: string) => text.replace(sha256, "0".repeat(64))],
    ["the hash of the document", (text: string) => text.replace(documentHash, "cd".repeat(32))],
    ["the time", (text: string) => text.replace("2026-03-01", "2026-03-02")],
    ["the kind", (text: string) => text.replace('"sweep"', '"run"')],
    ["a letter of the signature", (text: string) => text.replace(/"value":"(.)/, (_, letter: string) => `"value":"${letter === "A" ? "B" : "A"}`)],
  ])("finds that %s was changed", async (_, change) => {
    const { terminal, manifest, key } = await signed();
    writeFileSync(join(terminal.folder, "manifest.json"), change(JSON.stringify(manifest)));
    const { code, err } = await terminal.mfn("verify", "manifest.json", "--key", key);
    expect([code, err]).toEqual([1, expect.stringMatching(/signature is wrong/)]);
  });

  it("finds that another signed", async () => {
    const { terminal } = await signed();
    const other = await secretsOf(new Uint8Array(32).fill(4));
    expect((await terminal.mfn("verify", "manifest.json", "--key", base64(other.publicKey))).code).toBe(1);
  });

  it.each([
    ["names a file outside its folder", (text: string) => text.replace("rows.csv", "../rows.csv"), /within the folder/],
    ["has a key more", (text: string) => text.replace('"kind"', '"more":1,"kind"'), /no signed manifest/],
    ["is no JSON", () => "{", /JSON/],
  ])("refuses one that %s", async (_, change, words) => {
    const { terminal, manifest } = await signed();
    writeFileSync(join(terminal.folder, "manifest.json"), change(JSON.stringify(manifest)));
    const { code, err } = await terminal.mfn("verify", "manifest.json");
    expect([code, err]).toEqual([2, expect.stringMatching(words)]);
  });

  it("asks a server for its key, and does not wait for ever for one that is silent", { timeout: 60_000 }, async () => {
    const { terminal, key } = await signed();
    const server = createServer((request, response) => {
      if (request.url === "/api/v1/manifest-key") response.end(JSON.stringify({ public_key: key }));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const verify = () => terminal.mfn("verify", "manifest.json", "--key", address);
    expect((await verify()).code).toBe(0);
    server.removeAllListeners("request");
    const waits = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
      const patience = new AbortController();
      server.once("request", () => patience.abort());
      return patience.signal;
    });
    const { code, err } = await verify();
    expect([code, err]).toEqual([2, expect.stringContaining("tells no key; check the address, or give the key itself")]);
    expect(waits).toHaveBeenCalledWith(10_000);
    waits.mockRestore();
    server.close();
    server.closeAllConnections();
  });
  it("refuses what is no key", async () => {
    const { terminal } = await signed();
    expect((await terminal.mfn("verify", "manifest.json", "--key", "abc")).err).toContain("--key expects");
  });
});
