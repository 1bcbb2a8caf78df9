import type { Environment } from "./environment";
import { loadConfig, type LoadedConfig } from "./load";
import { settingKeys, settings, type GivenConfig, type ServerConfig, type SettingKey } from "./settings";

export interface Reload {
  result: "changed" | "same" | "refused";
  /** Took effect. */
  changed: SettingKey[];
  /** Differ from what runs, and wait for a restart. */
  waiting: SettingKey[];
  /** Why the settings were refused. */
  problem: string | null;
}

/** Settings of a running server. */
export interface LiveConfig {
  /** What is in force: one object for the server's life, in which hot settings change. */
  readonly config: ServerConfig;
  /** As the sources gave it last, what waits for a restart among it. */
  readonly loaded: LoadedConfig;
  /** Reads all sources anew. Settings that cannot be used change nothing. */
  reload(): Promise<Reload>;
  /** Hears which settings took effect. */
  onChange(heard: (changed: readonly SettingKey[]) => void): void;
}

/** @param told what the program itself was told, as for `loadConfig`. */
export function liveConfig(first: LoadedConfig, env: Environment, told: Partial<GivenConfig> = {}): LiveConfig {
  const config: ServerConfig = { ...first.config };
  const listeners: ((changed: readonly SettingKey[]) => void)[] = [];
  let loaded = first;
  let turn: Promise<unknown> = Promise.resolve();

  async function reload(): Promise<Reload> {
    try {
      loaded = await loadConfig(env, told, { inForce: config });
    } catch (error) {
      return { result: "refused", changed: [], waiting: [], problem: error instanceof Error ? error.message : String(error) };
    }
    const different = settingKeys.filter((key) => JSON.stringify(config[key]) !== JSON.stringify(loaded.config[key]));
    const changed = different.filter((key) => settings[key].hot);
    Object.assign(config, Object.fromEntries(changed.map((key) => [key, loaded.config[key]])));
    if (changed.length > 0) for (const heard of listeners) heard(changed);
    return { result: changed.length > 0 ? "changed" : "same", changed, waiting: different.filter((key) => !settings[key].hot), problem: null };
  }

  return {
    config,
    get loaded() {
      return loaded;
    },
    // One after the other, or an older reading might go over a newer one.
    reload: () => {
      const next = turn.then(reload);
      turn = next;
      return next;
    },
    onChange: (heard) => void listeners.push(heard),
  };
}
