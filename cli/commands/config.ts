import { resolve } from "node:path";
import type * as inspectModule from "../../server/config/inspect";
import { nearest } from "../../src/core/errors";
import { usage } from "../arguments";
import { defineCommand, type Arguments, type Command, type Io, type Output } from "../command";
import { table } from "../table";

type Inspect = typeof inspectModule;
type Work = (inspect: Inspect, env: Io["env"], args: Arguments) => Promise<Output>;

const works: Record<string, Work> = { check, history, rollback };

export const config: Command = defineCommand({
  id: "config",
  title: "Checks the server's settings, lists their history, goes back",
  usage: "check | history | rollback VERSION [--config F] [--server URL]",
  help:
    "check prints what a server would start with here and where each setting comes from, secrets masked. history and rollback read the database of the settings " +
    "themselves, or ask a running server (--server, with an administrator's key in MFN_ADMIN_KEY); a rollback rewrites the configuration file.",
  example: "mfn config check --config mfn.yaml",
  options: {
    config: { kind: "value", value: "F", help: "Configuration file, YAML or JSON; MFN_CONFIG when left out." },
    server: { kind: "value", value: "URL", help: "A running server that history and rollback ask, instead of its database." },
  },
  arguments: [1, 2],
  async run(args, io) {
    const [word = ""] = args.positionals;
    const work = Object.hasOwn(works, word) ? works[word] : undefined;
    if (!work) {
      const guess = nearest(word, Object.keys(works));
      throw usage(config, `there is no "${word}"${guess === undefined ? "" : `; did you mean ${guess}?`}`);
    }
    const file = args.value("config") ?? io.env["MFN_CONFIG"];
    const env = { ...io.env, ...(file !== undefined && file !== "" && { MFN_CONFIG: resolve(io.cwd, file) }) };
    // Only this command needs the server's settings: loading them would slow all the others down.
    return work(await import("../../server/config/inspect"), env, args);
  },
});

async function check({ checkConfig }: Inspect, env: Io["env"], args: Arguments): Promise<Output> {
  // A running server tells what its settings were, not where each comes from.
  if (args.value("server") !== undefined)
    throw usage(config, "check reads the settings of this machine and asks no server; leave --server out, or take history, which asks it");
  const checked = await checkConfig(env);
  return {
    json: checked,
    text: () =>
      [
        table(checked.settings.map(({ key, value, origin, hot }) => ({ setting: key, value: written(value), from: origin, hot: hot ? "hot" : "" }))),
        ...checked.unknown.map((name) => `The environment variable ${name} means nothing here.`),
      ].join("\n"),
  };
}

async function history({ configHistory }: Inspect, env: Io["env"], args: Arguments): Promise<Output> {
  const versions = await configHistory(env, args.value("server"));
  return {
    json: versions,
    text: () =>
      versions.length === 0
        ? "No version is kept yet: a server keeps one at its start and at each change."
        : table(
            versions.map(({ version, at, server, by, how, changes }) => ({ version, at, server, how, by, changes: changes.map(words).join(", ") })),
          ),
  };
}

async function rollback({ rollBackConfig }: Inspect, env: Io["env"], args: Arguments): Promise<Output> {
  const version = args.positionals[1];
  if (version === undefined) throw usage(config, "rollback needs the version, as mfn config history lists it");
  const outcome = await rollBackConfig(env, args.value("server"), versionOf(version));
  return {
    json: outcome,
    text: () =>
      [
        outcome.changes.length === 0 ? "The file said so already." : `The file says again: ${outcome.changes.map(words).join(", ")}`,
        ...outcome.elsewhere.map(({ key, origin }) => `${key} differs all the same: it comes from ${origin}`),
      ].join("\n"),
  };
}

const written = (value: unknown): string => (value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value));

const words = ({ key, from, to }: { key: string; from: unknown; to: unknown }): string => `${key} ${written(from)} → ${written(to)}`;

function versionOf(text: string): number {
  const version = Number(text);
  if (Number.isSafeInteger(version) && version >= 1) return version;
  throw usage(config, `rollback expects VERSION as mfn config history lists it, a whole number, got "${text}"`);
}
