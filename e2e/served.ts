import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Served {
  address: string;
  apiKey: string;
  /** Where the first administrator is made. */
  invitation: string;
  stop(): void;
}

/** A back end with the built app, on a free port unless one is given, and with a folder of its own. `settings` are variables of its environment. */
export async function startServed(port = 0, settings: Readonly<Record<string, string>> = {}): Promise<Served> {
  const env = { ...process.env, ...settings, MFN_DATA_DIR: mkdtempSync(join(tmpdir(), "mfn-e2e-")), MFN_LOG_LEVEL: "warn" };
  const server = spawn(process.execPath, ["cli/mfn.mjs", "serve", "--port", String(port)], { env });
  const printed = await new Promise<string>((resolve, reject) => {
    let out = "";
    server.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (/mfn_[\w-]{43}\n/.test(out)) resolve(out);
    });
    server.on("exit", () => reject(new Error(`mfn serve ended: ${out}`)));
  });
  const said = (what: RegExp) => what.exec(printed)![1]!;
  return {
    address: said(/serves .* at (http:\S+)/),
    apiKey: said(/(mfn_[\w-]{43})/),
    invitation: said(/Invitation .*: (http:\S+)/),
    stop: () => void server.kill("SIGTERM"),
  };
}
