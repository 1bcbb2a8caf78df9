import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";

const count = z.coerce.number().int().min(1);

const environment = z.object({
  /** Holds all that the server keeps: today the hashed keys. */
  MFN_DATA_DIR: z.string().min(1).default(".mfn"),
  /** PostgreSQL that several servers and workers share; the embedded database when left out. */
  MFN_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "expected postgres://user:password@host:5432/name" }).optional(),
  /** Address to listen on; the default is reached from this machine only. */
  MFN_HOST: z.string().min(1).default("127.0.0.1"),
  /** Origins of pages that may call, separated by commas. Pages of this machine may always. */
  MFN_CORS_ORIGINS: z
    .string()
    .default("")
    .transform((list) => list.split(",").map((origin) => origin.trim().replace(/\/$/, "")))
    .transform((list) => list.filter((origin) => origin !== ""))
    .pipe(z.array(z.url({ protocol: /^https?$/, error: "expected origins such as https://lab.example.org, separated by commas" }))),
  /** Cells of one run. */
  MFN_MAX_CELLS: count.default(2 ** 24),
  /** Runs open at one time. */
  MFN_MAX_RUNS: count.default(16),
  /** Threads of one run; more than the machine has cores are not used. */
  MFN_MAX_THREADS: count.default(1024),
  /** A run nobody has asked about for so long is closed. */
  MFN_IDLE_MINUTES: count.default(30),
  /** Requests a minute from one address. */
  MFN_RATE_LIMIT: count.default(6000),
  MFN_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export interface ServerConfig {
  dataDir: string;
  databaseUrl?: string;
  hostName: string;
  corsOrigins: readonly string[];
  maxCells: number;
  maxRuns: number;
  maxThreads: number;
  idleMinutes: number;
  requestsPerMinute: number;
  logLevel: string;
}

/**
 * The server's settings from the environment; what is unset has a default.
 * @throws WorkbenchError `usage` that names the variable and what it may hold.
 */
export function readConfig(env: Record<string, string | undefined>): ServerConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new WorkbenchError("usage", [], `the environment variable ${String(path[0])} cannot be used: ${message}; got "${env[String(path[0])]}"`);
  }
  const { data } = parsed;
  return {
    dataDir: data.MFN_DATA_DIR,
    ...(data.MFN_DATABASE_URL !== undefined && { databaseUrl: data.MFN_DATABASE_URL }),
    hostName: data.MFN_HOST,
    corsOrigins: data.MFN_CORS_ORIGINS,
    maxCells: data.MFN_MAX_CELLS,
    maxRuns: data.MFN_MAX_RUNS,
    maxThreads: data.MFN_MAX_THREADS,
    idleMinutes: data.MFN_IDLE_MINUTES,
    requestsPerMinute: data.MFN_RATE_LIMIT,
    logLevel: data.MFN_LOG_LEVEL,
  };
}
