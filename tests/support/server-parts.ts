import { fixedKeys } from "../../server/accounts/fixed-keys";
import { hashKey } from "../../server/api-keys";
import type { ArtefactStore } from "../../server/artefacts/artefact-store";
import type { AuditEvent } from "../../server/audit/audit-log";
import type { Compute } from "../../server/compute/compute";
import { readConfig, type ServerConfig } from "../../server/config/config";
import type { ServerSecrets } from "../../server/crypto/secrets";
import type { OpenDatabase } from "../../server/database/database";
import { tasks } from "../../server/compute/tasks";
import type { Jobs } from "../../server/jobs/jobs";
import { memoryLimiter } from "../../server/limits/rate-limiter";
import { createMetrics } from "../../server/observe/metrics";
import type { ServerParts } from "../../server/parts";
import { limitRuns } from "../../server/run-limits";
import { LiveSources } from "../../server/streams/live-sources";
import { realClock } from "../../server/streams/real-clock";
import { createEngineHost } from "../../src/engine/host";
import type { EngineApi } from "../../src/engine/protocol";

/** The key that opens a server of `testParts`. */
export const key = "mfn_test-key";

export interface TestOptions {
  engine?: EngineApi;
  config?: Partial<ServerConfig>;
  /** Parts that stand in for the simplest. */
  parts?: Partial<ServerParts>;
}

/** Computations in this process. */
const computeHere: Compute = {
  run: async (name, input) => (tasks[name] as (given: unknown) => Promise<never>)(input),
  close: async () => undefined,
};

/** What a test does not bring may not be used in it. */
const absent = <T extends object>(name: string, but: Partial<T> = {}): T =>
  new Proxy(but as T, {
    get: (there, property) => {
      if (Object.hasOwn(there, property)) return there[property as keyof T];
      throw new Error(`this test uses ${name}.${String(property)}, which it has not brought`);
    },
  });

/** A server's parts in this process: one key, nothing kept, and the audit as a list. */
export function testParts({ engine = createEngineHost(), config: given = {}, parts = {} }: TestOptions = {}): ServerParts & { events: AuditEvent[] } {
  const config: ServerConfig = { ...readConfig({ MFN_LOG_LEVEL: "silent" }), ...given };
  const events: AuditEvent[] = [];
  const limited = parts.engine ?? limitRuns(engine, config, () => performance.now());
  return {
    config,
    engine: limited,
    streams: new LiveSources(limited, realClock),
    accounts: fixedKeys([hashKey(key)]),
    audit: { record: async (event) => void events.push(event) },
    limiter: memoryLimiter(() => performance.now()),
    metrics: createMetrics(),
    jobs: absent<Jobs>("jobs"),
    artefacts: absent<ArtefactStore>("artefacts"),
    database: absent<OpenDatabase>("database", { answers: async () => true }),
    secrets: absent<ServerSecrets>("secrets"),
    compute: computeHere,
    events,
    ...parts,
  };
}
