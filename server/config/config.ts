import { environmentLayer, type Environment } from "./environment";
import { resolve } from "./layers";
import type { ServerConfig } from "./settings";

export type { ServerConfig } from "./settings";

/**
 * The settings that variables and presets alone give. Programs call `loadConfig`, which reads the configuration file and secrets too.
 * @throws WorkbenchError `usage` that names the variable and what it may hold.
 */
export function readConfig(env: Environment): ServerConfig {
  const { layer, problems } = environmentLayer(env);
  return resolve([layer], problems).config;
}
