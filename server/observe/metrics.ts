import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** The reference's names, labels and buckets, so that boards made for it go on working (spec/mfn-model.md, §12). */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is counted; one registry a server, so that two in one process do not mix. */
export interface ServerMetrics {
  registry: Registry;
  requests: Counter<"endpoint" | "method" | "status">;
  durations: Histogram<"endpoint" | "method">;
  inProgress: Gauge<"endpoint" | "method">;
  /** Requests that were not let through, by why: `rate_limit`, `authentication`, `authorization`, `too_large`, `too_busy`. */
  refused: Counter<"reason">;
  /** Open WebSocket connections. */
  sockets: Gauge;
  /** Cells × steps computed for live runs and jobs. */
  cellUpdates: Counter<"place">;
  /** 1 while rate limits are shared through Redis, 0 while this server counts for itself. */
  limitsShared: Gauge;
  /** Times that the settings were read anew, by how it went: `changed`, `same`, `refused`. */
  reloads: Counter<"result">;
  /** A number that is asked for when somebody reads the metrics; several, where it goes by a label. */
  read(name: string, help: string, now: () => Reading | Promise<Reading>, label?: string): void;
}

/** One number, or one for each value of a label. */
export type Reading = number | Readonly<Record<string, number>>;

export function createMetrics(): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const byRoute = ["endpoint", "method"] as const;
  const limitsShared = new Gauge({ name: "mfn_rate_limits_shared", help: "1 while rate limits are shared through Redis", registers });
  // Where nothing is to be shared, there is no number that an alarm could take for a fault.
  limitsShared.remove();
  return {
    registry,
    requests: new Counter({ name: "mfn_http_requests_total", help: "Requests answered", labelNames: [...byRoute, "status"], registers }),
    durations: new Histogram({
      name: "mfn_http_request_duration_seconds",
      help: "Time from a request to its answer",
      labelNames: byRoute,
      buckets: seconds,
      registers,
    }),
    inProgress: new Gauge({ name: "mfn_http_requests_in_progress", help: "Requests being answered", labelNames: byRoute, registers }),
    refused: new Counter({ name: "mfn_requests_refused_total", help: "Requests not let through", labelNames: ["reason"], registers }),
    sockets: new Gauge({ name: "mfn_websocket_clients", help: "Open WebSocket connections", registers }),
    cellUpdates: new Counter({ name: "mfn_cell_updates_total", help: "Cells times steps computed", labelNames: ["place"], registers }),
    limitsShared,
    reloads: new Counter({ name: "mfn_config_reloads_total", help: "Times that the settings were read anew", labelNames: ["result"], registers }),
    read(name, help, now, label) {
      new Gauge({
        name,
        help,
        labelNames: label === undefined ? [] : [label],
        registers,
        async collect() {
          // A reading that fails is left out; the others are still worth having.
          const reading = await Promise.resolve()
            .then(now)
            .catch(() => null);
          // With a label nothing is left; without one, 0 is, which would be a reading.
          this.reset();
          if (typeof reading === "number") this.set(reading);
          else if (reading === null) {
            if (label === undefined) this.remove();
          } else for (const [value, number] of Object.entries(reading)) this.set({ [label!]: value }, number);
        },
      });
    },
  };
}

/** Memory, processor time, event-loop lag and collections of this process: once a process, as it watches for good. */
export const readProcess = ({ registry }: ServerMetrics): void => collectDefaultMetrics({ register: registry });
