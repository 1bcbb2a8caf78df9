import { z } from "zod";

/** Names of the numbers that a feature update may hold, in the reference's order. */
export const updateFields = [
  "pot_mean_mV",
  "pot_std_mV",
  "pot_min_mV",
  "pot_max_mV",
  "active_nodes",
  "activity_ratio",
  "fractal_dimension",
  "total_energy",
  "spatial_variance",
] as const;
export type UpdateField = (typeof updateFields)[number];

/** MFN v4.1's `simulate_mycelium_field`; α ends below the stability limit 1/4, which the reference let callers pass. */
const simulation = {
  seed: z.int().min(0).default(42).describe("Of the random numbers; the same seed gives the same stream."),
  grid_size: z.int().min(8).max(256).default(64).describe("Cells along each axis."),
  alpha: z.number().min(0).max(0.25).default(0.18).describe("Diffusivity, cells² a step."),
  spike_probability: z.number().min(0).max(1).default(0.25).describe("Of a growth event, each step."),
  turing_enabled: z.boolean().default(true),
};

/** What becomes of updates that a slow client has no room for. */
const backpressure = z
  .enum(["drop_oldest", "drop_newest", "compress"])
  .default("drop_oldest")
  .describe("compress keeps every second of those that wait.");

const resumeAfter = z.int().min(0).optional().describe("Sequence number of the last update that arrived before the connection broke.");

export const streamParams = {
  stream_features: z.strictObject({
    ...simulation,
    update_interval_ms: z.int().min(10).max(10_000).default(100),
    features: z.array(z.enum(updateFields)).min(1).optional().describe("All when left out."),
    backpressure,
    resume_after: resumeAfter,
  }),
  simulation_live: z.strictObject({
    ...simulation,
    steps: z.int().min(1).max(100_000).default(64),
    update_interval_steps: z.int().min(1).max(100).default(1),
    include_full_state: z.boolean().default(false).describe("Adds the potential in mV, row by row."),
    backpressure,
    resume_after: resumeAfter,
  }),
};
export type FeatureParams = z.output<(typeof streamParams)["stream_features"]>;
export type SimulationParams = z.output<(typeof streamParams)["simulation_live"]>;
export type StreamType = keyof typeof streamParams;

const streamId = z.string().min(1).max(100);
const meta = { stream_id: streamId.optional(), timestamp: z.number().optional() };

/** What a client may say. */
export const clientMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("init"),
    ...meta,
    payload: z.object({ protocol_version: z.literal("1.0"), client_info: z.string().max(1000).optional() }),
  }),
  z.object({
    type: z.literal("auth"),
    ...meta,
    payload: z.object({ api_key: z.string().max(200), timestamp: z.number().describe("Milliseconds since 1970.") }),
  }),
  z.object({
    type: z.literal("subscribe"),
    ...meta,
    payload: z.object({ stream_type: z.enum(["stream_features", "simulation_live"]), stream_id: streamId, params: z.unknown().optional() }),
  }),
  z.object({ type: z.literal("unsubscribe"), ...meta, payload: z.object({ stream_id: streamId }) }),
  z.object({ type: z.literal("heartbeat"), ...meta, payload: z.unknown().optional() }),
  z.object({ type: z.literal("pong"), ...meta, payload: z.unknown().optional() }),
  z.object({ type: z.literal("close"), ...meta, payload: z.unknown().optional() }),
]);
export type ClientMessage = z.output<typeof clientMessage>;

/** What the server says. */
export interface ServerMessage {
  type:
    | "init"
    | "auth_success"
    | "auth_failed"
    | "subscribe_success"
    | "subscribe_failed"
    | "unsubscribe"
    | "heartbeat"
    | "pong"
    | "close"
    | "error"
    | "feature_update"
    | "simulation_state"
    | "simulation_complete";
  stream_id?: string;
  /** Milliseconds since 1970. */
  timestamp?: number;
  payload?: unknown;
}
