import { resolve } from "node:path";
import { defineCommand } from "../command";
import { jobThreads } from "../job-threads";

export const worker = defineCommand({
  id: "worker",
  title: "Carries out jobs of a shared queue",
  usage: "[--config F]",
  help:
    "Joins the queue of the PostgreSQL in MFN_DATABASE_URL, beside any number of others on any number of machines, and ends with SIGTERM: jobs under way go " +
    "back to the queue. What jobs leave goes to the bucket of MFN_S3_BUCKET, or to MFN_DATA_DIR, which all machines must then share. Then it logs; with --json " +
    "it prints {atOnce} and logs to standard error, in JSON lines.",
  example: "mfn worker",
  options: {
    config: { kind: "value", value: "F", help: "Configuration file, YAML or JSON; MFN_CONFIG when left out. mfn config check explains it." },
  },
  arguments: [0, 0],
  async run(args, io) {
    const file = args.value("config");
    const json = args.flag("json");
    // Only this command needs a database: loading it would slow all the others down.
    const { startWorker } = await import("../../server/jobs/start-worker");
    const worker = await startWorker({
      env: file === undefined ? io.env : { ...io.env, MFN_CONFIG: resolve(io.cwd, file) },
      ...(json && { given: { logFormat: "json" } }),
      computing: jobThreads,
      logTo: { write: json ? io.err : io.out },
    });
    const { atOnce } = worker;
    io.out(json ? `${JSON.stringify({ atOnce }, null, 2)}\n` : `a worker of ${atOnce} jobs at one time has joined the queue\n`);
    await io.untilStopped();
    await worker.close();
    return null;
  },
});
