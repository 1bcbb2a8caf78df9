import { Registry } from "prom-client";

/** What is counted; one registry a server, so that two in one process do not mix. */
export interface ServerMetrics {
  registry: Registry;
}

export const createMetrics = (): ServerMetrics => ({ registry: new Registry() });
