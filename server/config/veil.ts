import { settingKeys, settings, type ServerConfig, type SettingKey } from "./settings";

/** Short ones would strike out words that are no secrets. */
const shortest = 6;

/** Every secret that the settings hold, with the passwords of addresses by themselves. */
export function secretsIn(config: ServerConfig): string[] {
  const values = settingKeys.filter((key) => settings[key].secret).flatMap((key) => textsOf(config[key]));
  return [...new Set(values.flatMap((value) => [value, ...passwordsOf(value)]))].filter((value) => value.length >= shortest);
}

const textsOf = (value: unknown): string[] => (typeof value === "string" ? [value] : Array.isArray(value) ? value.flatMap(textsOf) : []);

function passwordsOf(value: string): string[] {
  if (!URL.canParse(value)) return [];
  const { password } = new URL(value);
  return password === "" ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What may be shown or kept of a setting: nothing of a secret but whether it is set. */
export function shown(key: SettingKey, value: unknown, veiled: ReadonlySet<SettingKey>): unknown {
  if (!settings[key].secret && !veiled.has(key)) return value ?? null;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? null : "(secret)";
}
