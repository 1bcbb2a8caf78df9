import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

/** The embedded database takes its time on a busy machine. */
const patience = 240_000;

describe("mfn serve", { timeout: patience }, () => {
  const settings = () => ({ dataDir: mkdtempSync(join(tmpdir(), "mfn-data-")), logLevel: "info" });

  it("--json prints one document, the key and the invitation of a first start in it, and logs in JSON lines to standard error", async () => {
    const terminal = fakeTerminal();
    const file = terminal.file("mfn.json", settings());
    const first = await terminal.mfn("serve", "--json", "--port", "0", "--config", file);
    expect(first.code).toBe(0);
    const { address, invitation, ...rest } = first.json<Record<string, unknown>>();
    expect(rest).toEqual({ servesApp: false, grpcPort: null, apiKey: expect.stringMatching(/^mfn_[\w-]{43}$/) as string });
    expect([address, invitation]).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      expect.stringContaining(`${String(address)}/#/invitation/`),
    ]);
    const lines = first.err
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual(expect.objectContaining({ level: "info", logger: "mfn.server", message: `listens at ${String(address)}` }));
    expect(first.err).not.toContain(rest["apiKey"]);

    // In words, and the key no more.
    const second = await terminal.mfn("serve", "--port", "0", "--config", file);
    expect(second).toMatchObject({ code: 0, err: "" });
    expect(second.out).toMatch(/^MFN Workbench serves the API \(the app is not built: npm run build\) at http:\S+$/m);
    expect(second.out).toMatch(/^Invitation for the first administrator, for 7 days: http:\S+$/m);
    expect(second.out).not.toContain("API key, shown once");
  });
});
