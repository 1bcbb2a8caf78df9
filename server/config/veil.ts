import { settingKeys, settings, type ServerConfig, type SettingKey } from "./settings";

/** Short ones would strike out words that are no secrets. */
const shortest = 6;

/** Every secret that the settings hold, with the passwords of addresses by themselves. */
export function secretsIn(config: ServerConfig): string[] {
  const values = settingKeys.flatMap((key) =>
    textsOf(config[key]).flatMap((text) => [...(settings[key].secret ? [text] : []), ...passwordsOf(text)]),
  );
  return [...new Set(values)].filter((value) => value.length >= shortest);
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

/** What may be shown or kept of a setting: nothing of a secret, or of an address with a password in it, but whether it is set. */
export function shown(key: SettingKey, value: unknown, veiled: ReadonlySet<SettingKey>): unknown {
  const isSecret = settings[key].secret || veiled.has(key) || textsOf(value).some((text) => passwordsOf(text).length > 0);
  if (!isSecret) return value ?? null;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? null : "(secret)";
}
