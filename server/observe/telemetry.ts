import type { ServerConfig } from "../config/config";

export interface Telemetry {
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Starts OpenTelemetry where a collector is named (`MFN_OTLP_ENDPOINT`), and only then loads it. Spans go there by OTLP over HTTP, in batches; a collector that
 * is gone costs spans, never requests.
 * @param service what this process is: `mfn-server` or `mfn-worker`.
 */
export async function startTelemetry({ otlpEndpoint, traceRatio, environment }: ServerConfig, service: string): Promise<Telemetry> {
  if (otlpEndpoint === undefined) return { close: async () => undefined };
  const [{ NodeSDK, resources, tracing }, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/sdk-node"),
    import("@opentelemetry/exporter-trace-otlp-proto"),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/+$/, "")}/v1/traces`, timeoutMillis: 5000 });
  // By the trace's id, so that server and workers decide alike; whoever calls may ask for less than that share, not for more.
  const share = new tracing.TraceIdRatioBasedSampler(traceRatio);
  const sdk = new NodeSDK({
    resource: resources.resourceFromAttributes({ "service.name": service, "deployment.environment.name": environment }),
    autoDetectResources: false,
    instrumentations: [],
    sampler: new tracing.ParentBasedSampler({ root: share, remoteParentSampled: share }),
    spanProcessors: [new tracing.BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })],
  });
  sdk.start();
  return { close: () => sdk.shutdown().catch(() => undefined) };
}
