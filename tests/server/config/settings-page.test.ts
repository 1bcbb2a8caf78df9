import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/config/config";
import { settingKeys, settings, type SettingKey } from "../../../server/config/settings";

const file = join(import.meta.dirname, "../../../docs/how-to/server-settings.md");

const head = `# The server's settings

Made from the schema in \`server/config/settings.ts\`; \`npx vitest run tests/server/config/settings-page.test.ts -u\` writes it anew.

Each setting has a key for the configuration file and an environment variable. \`mfn config check\` shows what is in force and where it comes from;
[deploy to production](deploy-to-production.md) explains files, secrets and reloading. **Hot** settings take effect in a running server.

`;

const shown = (value: unknown): string => {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "–";
  return Array.isArray(value) ? value.map((item) => `\`${String(item)}\``).join(" ") : `\`${String(value)}\``;
};

const presets = [
  ["MFN_ENV", ["dev", "staging", "prod"]],
  ["MFN_SIZE", ["small", "medium", "large"]],
] as const;

/** The default, with what presets make of it. */
function defaultOf(key: SettingKey): string {
  const usual = shown(readConfig({})[key]);
  if (key === "environment" || key === "size") return usual;
  for (const [variable, names] of presets) {
    const values = names.map((name) => [name, shown(readConfig({ [variable]: name })[key])] as const);
    if (values.some(([, value]) => value !== usual)) return values.map(([name, value]) => `${name} ${value}`).join(", ");
  }
  return usual;
}

describe("the page of settings", () => {
  it("is what the schema says", async () => {
    const rows = settingKeys.map((key) => {
      const { variable, doc, hot, secret } = settings[key];
      return `| \`${key}\` | \`${variable}\` | ${doc.replaceAll("|", "\\|")}${secret ? " *Secret.*" : ""} | ${defaultOf(key)} | ${hot ? "hot" : ""} |`;
    });
    const table = ["| key | variable | what it does | default | |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
    const text = await format(`${head}${table}\n`, { ...(await resolveConfig(file)), filepath: file });
    await expect(text).toMatchFileSnapshot(file);
  });
  it("has a sentence for each, that ends like one", () => {
    for (const key of settingKeys) expect(settings[key].doc, key).toMatch(/^[A-Z0-9].*\.$/);
  });
});
