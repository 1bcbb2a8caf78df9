import type { Accounts } from "./accounts/accounts";
import type { ArtefactStore } from "./artefacts/artefact-store";
import type { AuditLog } from "./audit/audit-log";
import type { Compute } from "./compute/compute";
import type { ServerConfig } from "./config/config";
import type { ConfigKeeper } from "./config/keep-config";
import type { ServerSecrets } from "./crypto/secrets";
import type { OpenDatabase } from "./database/database";
import type { Jobs } from "./jobs/jobs";
import type { RateLimiter } from "./limits/rate-limiter";
import type { ServerMetrics } from "./observe/metrics";
import type { LimitedEngine } from "./run-limits";
import type { LiveSources } from "./streams/live-sources";

/** What a server is made of. Each part is an interface with an embedded and a shared implementation; `start.ts` chooses and puts them together. */
export interface ServerParts {
  config: ServerConfig;
  /** Keeps them in step with their sources, and their history; absent where they never change. */
  configKeeper?: ConfigKeeper;
  /** Live runs, computed while somebody watches. */
  engine: LimitedEngine;
  /** What such runs tell to all who listen, be it by WebSocket or gRPC. */
  streams: LiveSources;
  /** Who asks, and what they may. */
  accounts: Accounts;
  /** What was asked, allowed and refused. */
  audit: AuditLog;
  limiter: RateLimiter;
  metrics: ServerMetrics;
  /** Heavy work that goes on when nobody watches. */
  jobs: Jobs;
  /** Bytes that jobs leave. */
  artefacts: ArtefactStore;
  database: OpenDatabase;
  /** What encrypts at rest and signs. */
  secrets: ServerSecrets;
  /** Computations that one request waits for, beside the event loop. */
  compute: Compute;
}
