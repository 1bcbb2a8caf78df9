import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Io } from "../../cli/command";
import { main } from "../../cli/main";

/** A command line in a folder of its own, with what it printed. */
export interface FakeTerminal {
  folder: string;
  /** Writes a file into the folder. */
  file(name: string, content: string | Uint8Array | object): string;
  mfn(...argv: string[]): Promise<{ code: number; out: string; err: string; json<T = unknown>(): T }>;
  /** What standard input holds. */
  stdin: string;
}

/** @param packageRoot where the workbench is installed; a folder without it unless given. */
export function fakeTerminal({ packageRoot }: { packageRoot?: string } = {}): FakeTerminal {
  const folder = mkdtempSync(join(tmpdir(), "mfn-cli-"));
  const terminal: FakeTerminal = {
    folder,
    stdin: "",
    file(name, content) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
      return name;
    },
    async mfn(...argv) {
      let [out, err] = ["", ""];
      const io: Io = {
        cwd: folder,
        env: {},
        interactive: false,
        out: (text) => void (out += text),
        err: (text) => void (err += text),
        readStdin: async () => terminal.stdin,
        untilStopped: async () => undefined,
        packageRoot: packageRoot ?? folder,
      };
      const code = await main(argv, io);
      return { code, out, err, json: <T>() => JSON.parse(out) as T };
    },
  };
  return terminal;
}
