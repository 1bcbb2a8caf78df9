import { join, resolve } from "node:path";
import { wholeNumberOf } from "../arguments";
import { defineCommand } from "../command";
import { jobThreads } from "../job-threads";
import type { StartedServer } from "../../server/start";

const usualPort = "8321";

export const serve = defineCommand({
  id: "serve",
  title: "Starts the back end",
  usage: "[--port P] [--config F]",
  help: "The engine over HTTP, and the built app beside it. The first start prints an invitation for the first administrator and one API key, shown once; MFN_DATA_DIR (default .mfn) keeps all that the embedded defaults keep. Then it logs; with --json it prints {address, servesApp, grpcPort, invitation, apiKey}, null where there is none, and logs to standard error, in JSON lines.",
  example: "mfn serve --port 8321",
  options: {
    port: { kind: "value", value: "P", help: `Port to listen on, 0 for any free one; ${usualPort} when left out.` },
    config: { kind: "value", value: "F", help: "Configuration file, YAML or JSON; MFN_CONFIG when left out. mfn config check explains it." },
  },
  arguments: [0, 0],
  async run(args, io) {
    const port = wholeNumberOf("port", args.value("port") ?? usualPort, 0, 65535);
    const file = args.value("config");
    const json = args.flag("json");
    // Only this command needs a web server: loading it would slow all the others down.
    const { startServer } = await import("../../server/start");
    const server = await startServer({
      port,
      env: file === undefined ? io.env : { ...io.env, MFN_CONFIG: resolve(io.cwd, file) },
      computing: jobThreads,
      appFolder: join(io.packageRoot, "dist", "app"),
      ...(json && { logFormat: "json" }),
      logTo: { write: json ? io.err : io.out },
    });
    io.out(`${json ? JSON.stringify(started(server), null, 2) : words(server)}\n`);
    await io.untilStopped();
    await server.close();
    return null;
  },
});

const started = ({ address, servesApp, grpcPort, invitation, firstKey }: StartedServer) => ({
  address,
  servesApp,
  grpcPort,
  invitation,
  apiKey: firstKey,
});

const words = ({ address, servesApp, grpcPort, invitation, firstKey }: StartedServer): string =>
  [
    `MFN Workbench serves ${servesApp ? "the app and the API" : "the API (the app is not built: npm run build)"} at ${address}`,
    ...(grpcPort === null ? [] : [`gRPC listens on port ${grpcPort}`]),
    ...(invitation === null ? [] : [`Invitation for the first administrator, for 7 days: ${invitation}`]),
    ...(firstKey === null ? [] : [`API key, shown once: ${firstKey}`]),
  ].join("\n");
