import { join } from "node:path";
import { createEngineHost } from "../../src/engine/host";
import { wholeNumberOf } from "../arguments";
import { backends } from "../backends";
import { defineCommand } from "../command";

const usualPort = "8321";

export const serve = defineCommand({
  id: "serve",
  title: "Starts the back end",
  usage: "[--port P]",
  help: "The engine over HTTP, and the built app beside it. The first start prints one API key, shown once; MFN_DATA_DIR (default .mfn) keeps its hash.",
  example: "mfn serve --port 8321",
  options: { port: { kind: "value", value: "P", help: `Port to listen on, 0 for any free one; ${usualPort} when left out.` } },
  arguments: [0, 0],
  async run(args, io) {
    const port = wholeNumberOf("port", args.value("port") ?? usualPort, 0, 65535);
    // Only this command needs a web server: loading it would slow all the others down.
    const { startServer } = await import("../../server/start");
    const engine = createEngineHost({ place: "this server", backends });
    const server = await startServer({ port, engine, env: io.env, appFolder: join(io.packageRoot, "dist", "app"), logTo: { write: io.out } });
    const lines = [
      `MFN Workbench serves ${server.servesApp ? "the app and the API" : "the API (the app is not built: npm run build)"} at ${server.address}`,
      ...(server.firstKey === null ? [] : [`API key, shown once: ${server.firstKey}`]),
    ];
    io.out(`${lines.join("\n")}\n`);
    await io.untilStopped();
    await server.close();
    return null;
  },
});
