import { WorkbenchError } from "../../src/core/errors";
import { environments, sizes } from "./presets";
import { schema, settings, type ServerConfig, type SettingKey } from "./settings";

/** A value as it was given, and the words for where: "the environment variable MFN_MAX_RUNS", "maxRuns in mfn.yaml, line 3,". */
export interface Given {
  value: unknown;
  origin: string;
}

/** What one source gives, later sources going over earlier ones. */
export type Layer = Partial<Record<SettingKey, Given>>;

/** Settings in force and where each comes from. */
export interface Effective {
  config: ServerConfig;
  origins: Record<SettingKey, string>;
}

/** What chooses the presets. */
export type PresetChoice = Pick<ServerConfig, "environment" | "size">;

/**
 * Puts layers over one another and over the presets that they choose, and checks the whole.
 * @param veiled settings whose values are not told either, for they came from a store of secrets.
 * @param inForce what has chosen the presets of a running server: those of another environment wait for the restart that takes it up.
 * @throws WorkbenchError `usage` that tells each setting that cannot be used, where it was given, and what it may hold.
 */
export function resolve(
  layers: readonly Layer[],
  problems: readonly string[] = [],
  veiled: ReadonlySet<SettingKey> = new Set(),
  inForce?: PresetChoice,
): Effective {
  const given: Layer = Object.assign({}, ...layers) as Layer;
  const merged: Layer = { ...presets(inForce ?? { environment: given.environment?.value ?? "dev", size: given.size?.value ?? "medium" }), ...given };
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(merged).map(([key, { value }]) => [key, value])));
  const unusable = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => unusableOf(path[0] as SettingKey, message, merged, veiled));
  const told = [...problems, ...new Set(unusable), ...(parsed.success ? contradictions(parsed.data) : [])];
  if (!parsed.success || told.length > 0) throw new WorkbenchError("usage", [], told.join(". Also: "));
  const origins = Object.fromEntries(Object.keys(settings).map((key) => [key, merged[key as SettingKey]?.origin ?? "default"]));
  return { config: parsed.data, origins: origins as Record<SettingKey, string> };
}

function presets({ environment, size }: Record<keyof PresetChoice, unknown>): Layer {
  return { ...presetLayer(environments, environment, "MFN_ENV"), ...presetLayer(sizes, size, "MFN_SIZE") };
}

function presetLayer(table: Record<string, object>, name: unknown, variable: string): Layer {
  const preset = typeof name === "string" && Object.hasOwn(table, name) ? table[name]! : {};
  return Object.fromEntries(
    Object.entries(preset).map(([key, value]) => [key, { value: value as unknown, origin: `preset ${variable}=${String(name)}` }]),
  );
}

function unusableOf(key: SettingKey, message: string, merged: Layer, veiled: ReadonlySet<SettingKey>): string {
  const { value, origin = "default" } = merged[key] ?? {};
  const shown = settings[key].secret || veiled.has(key) ? "" : `; got ${typeof value === "string" ? `"${value}"` : JSON.stringify(value)}`;
  return `${origin} cannot be used: ${message.charAt(0).toLowerCase()}${message.slice(1)}${shown}`;
}

/** What single settings cannot know. */
function contradictions({ tlsCert, tlsKey }: ServerConfig): string[] {
  if ((tlsCert === undefined) === (tlsKey === undefined)) return [];
  return [`HTTPS needs both MFN_TLS_CERT and MFN_TLS_KEY; ${tlsCert === undefined ? "the certificate" : "the key"} is missing`];
}
