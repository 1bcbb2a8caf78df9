import { defineCommand } from "../command";
import { jobThreads } from "../job-threads";

export const worker = defineCommand({
  id: "worker",
  title: "Carries out jobs of a shared queue",
  usage: "",
  help:
    "Joins the queue of the PostgreSQL in MFN_DATABASE_URL, beside any number of others on any number of machines, and ends with SIGTERM: jobs under way go " +
    "back to the queue. What jobs leave goes to the bucket of MFN_S3_BUCKET, or to MFN_DATA_DIR, which all machines must then share.",
  example: "mfn worker",
  options: {},
  arguments: [0, 0],
  async run(_, io) {
    // Only this command needs a database: loading it would slow all the others down.
    const { startWorker } = await import("../../server/jobs/start-worker");
    const worker = await startWorker(io.env, jobThreads, (words) => io.err(`${words}\n`));
    io.out(`a worker of ${worker.atOnce} jobs at one time has joined the queue\n`);
    await io.untilStopped();
    await worker.close();
    return null;
  },
});
