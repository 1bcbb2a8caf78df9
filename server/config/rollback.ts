import { rename, rm, stat, writeFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import { WorkbenchError } from "../../src/core/errors";
import type { Environment } from "./environment";
import { parseConfig, type ConfigFile } from "./file";
import { loadConfig, type LoadedConfig } from "./load";
import { settings, settingKeys, type SettingKey } from "./settings";
import { changesBetween, shownFile, shownSettings, type Change, type ConfigState } from "./versions";

export interface RolledBack {
  /** What the file says differently now. */
  changes: Change[];
  /** Settings that differ from that version all the same, since they come from elsewhere than the file. */
  elsewhere: { key: SettingKey; origin: string }[];
  loaded: LoadedConfig;
}

/**
 * Gives the configuration file back the settings it had in a version; comments and secrets in it stay as they are. The file is replaced in one step, and only
 * when all settings are usable with it. A running server that watches it takes it up.
 * @throws WorkbenchError `usage` where no file is in use, or the settings would not be usable.
 */
export async function rollback(env: Environment, state: ConfigState): Promise<RolledBack> {
  const before = await loadConfig(env);
  if (before.file === null)
    throw new WorkbenchError("usage", [], "a rollback rewrites the configuration file, and none is in use: name it with --config or MFN_CONFIG");
  if (state.fileSettings === null)
    throw new WorkbenchError(
      "usage",
      [],
      `version ${state.version} is of a start of ${state.server} without a configuration file: there is nothing in it that a file could go back to`,
    );
  const now = shownFile(before) ?? {};
  const changes = changesBetween(now, state.fileSettings).filter(
    ({ key, from, to }) => !settings[key].secret && from !== "(secret)" && to !== "(secret)",
  );
  const { path } = before.file;
  const text = edited(before.file, changes);
  const loaded = await loadConfig(env, {}, { file: { path, text, ...parseConfig(text, path) } });
  if (changes.length > 0) await replace(path, text);
  const after = shownSettings(loaded);
  const elsewhere = settingKeys
    .filter((key) => changesBetween({ [key]: after[key] }, { [key]: state.settings[key] }).length > 0)
    .map((key) => ({ key, origin: loaded.origins[key] }));
  return { changes, elsewhere, loaded };
}

/** The file's text with some settings changed, or taken out where they are to be null. */
function edited({ path, text }: ConfigFile, changes: readonly Change[]): string {
  if (path.endsWith(".json")) {
    const document = strictJson(path, text);
    for (const { key, to } of changes)
      if (to === null) delete document[key];
      else document[key] = to;
    return `${JSON.stringify(document, null, 2)}\n`;
  }
  const document = parseDocument(text);
  for (const { key, to } of changes)
    if (to === null) document.delete(key);
    else document.set(key, to);
  return document.toString();
}

/** What the loader reads as YAML may be less than strict. */
function strictJson(path: string, text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new WorkbenchError(
      "usage",
      [],
      `${path} is not strict JSON (a comment or a comma too many, perhaps), so it cannot be rewritten; change it by hand, or keep it as YAML`,
    );
  }
}

async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  try {
    await writeFile(beside, text, { mode: (await stat(path)).mode });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    throw new WorkbenchError(
      "usage",
      [],
      `the configuration file ${path} cannot be replaced (${code ?? "unknown"}): this process may not write into its folder; ` +
        "let it, or carry the rollback out with mfn config rollback as somebody who may",
    );
  }
}
