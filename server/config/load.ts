import { WorkbenchError } from "../../src/core/errors";
import { environmentLayer, type Environment } from "./environment";
import { readConfigFile, type ConfigFile } from "./file";
import { resolve, type Effective, type Given, type Layer, type PresetChoice } from "./layers";
import { readSecretFile } from "./secret-file";
import { referenceOf, secretReader, type SecretReader } from "./secrets";
import { settingKeys, settings, type GivenConfig, type SettingKey } from "./settings";

export interface LoadedConfig extends Effective {
  file: ConfigFile | null;
  /** Settings whose value came from a store of secrets: as secret as those that always are. */
  veiled: ReadonlySet<SettingKey>;
  /** Variables that begin with MFN_ and mean nothing here. */
  unknown: readonly string[];
}

/**
 * All settings, each source over the one before: presets, the configuration file (`MFN_CONFIG`), variables, secrets (documents named by `MFN_SECRETS`, then
 * files named by `MFN_…_FILE`), and last what the program itself was told. A value such as `vault:secret/data/mfn#database_url` is fetched wherever it stands.
 * @param file instead of that which `MFN_CONFIG` names.
 * @param inForce as for `resolve`.
 * @throws WorkbenchError `usage` that names every setting that cannot be used, where it was given, and how to mend it.
 */
export async function loadConfig(
  env: Environment,
  told: Partial<GivenConfig> = {},
  { file, inForce }: { file?: ConfigFile; inForce?: PresetChoice } = {},
): Promise<LoadedConfig> {
  const path = env["MFN_CONFIG"];
  const configFile = file ?? (path === undefined || path === "" ? null : await readConfigFile(path));
  const { layer: variables, problems, unknown } = environmentLayer(env);
  const reader = secretReader(env);
  const veiled = new Set<SettingKey>();
  const layers = [
    await fetched(configFile?.layer ?? {}, reader, veiled),
    await fetched(variables, reader, veiled),
    await secretDocuments(env["MFN_SECRETS"] ?? "", reader, veiled),
    await secretFiles(env, veiled),
    Object.fromEntries(
      Object.entries(told)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, { value: value as unknown, origin: "the command line" }]),
    ),
  ];
  return { ...resolve(layers, [...(configFile?.problems ?? []), ...problems], veiled, inForce), file: configFile, veiled, unknown };
}

/** References in a layer become what they stand for. */
async function fetched(layer: Layer, reader: SecretReader, veiled: Set<SettingKey>): Promise<Layer> {
  const entries = Object.entries(layer).map(async ([key, given]): Promise<[string, Given]> => {
    const items: unknown[] = Array.isArray(given.value) ? given.value : [given.value];
    const references = items.map(referenceOf);
    if (references.every((reference) => reference === null)) return [key, given];
    veiled.add(key as SettingKey);
    const values = await Promise.all(
      references.map((reference, i) => (reference === null ? items[i] : reader.value(reference).catch(named(given.origin)))),
    );
    const value = Array.isArray(given.value) ? values : values[0];
    return [key, { value, origin: `${given.origin.replace(/,$/, "")} (${items.filter((_, i) => references[i] !== null).join(", ")})` }];
  });
  return Object.fromEntries(await Promise.all(entries)) as Layer;
}

const named = (origin: string) => (error: unknown) => {
  throw new WorkbenchError("usage", [], `${origin.replace(/,$/, "")}: ${error instanceof Error ? error.message : String(error)}`);
};

/** Whole documents whose keys are settings or their variables; other keys there are for others. */
async function secretDocuments(references: string, reader: SecretReader, veiled: Set<SettingKey>): Promise<Layer> {
  const layer: Layer = {};
  for (const item of references.split(",").map((one) => one.trim())) {
    if (item === "") continue;
    const reference = referenceOf(item);
    if (reference === null)
      throw new WorkbenchError(
        "usage",
        [],
        `the environment variable MFN_SECRETS names no store: expected such as vault:secret/data/mfn, got "${item}"`,
      );
    const document = await reader.document(reference);
    for (const key of settingKeys) {
      const name = [key, settings[key].variable].find((one) => Object.hasOwn(document, one));
      if (name === undefined) continue;
      veiled.add(key);
      layer[key] = { value: document[name], origin: `${name} in the secret ${item}` };
    }
  }
  return layer;
}

/** `MFN_DATABASE_URL_FILE=/run/secrets/database_url`. */
async function secretFiles(env: Environment, veiled: Set<SettingKey>): Promise<Layer> {
  const layer: Layer = {};
  for (const key of settingKeys) {
    const variable = `${settings[key].variable}_FILE`;
    const path = env[variable];
    if (path === undefined || path === "") continue;
    veiled.add(key);
    const value = await readSecretFile(path).catch((error: unknown) => {
      throw new WorkbenchError(
        "usage",
        [],
        `the environment variable ${variable} names ${path}: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    layer[key] = { value, origin: `the file ${path} (${variable})` };
  }
  return layer;
}
