import { nearest } from "../../src/core/errors";
import type { Layer } from "./layers";
import { keyOfVariable, settingKeys, settings } from "./settings";

export type Environment = Record<string, string | undefined>;

export interface EnvironmentLayer {
  layer: Layer;
  /** Names that are surely mistyped. */
  problems: string[];
  /** Variables of ours by name that nothing here reads. */
  unknown: string[];
}

const prefix = "MFN_";

/** Read by the loader and by `mfn config` themselves, so no settings. */
const loaders = ["MFN_CONFIG", "MFN_SECRETS", "MFN_ADMIN_KEY"];

/** Kubernetes puts these into every container beside services called mfn, mfn-redis and the like; what is called _PORT only with such a value. */
const cluster = /^MFN_(\w+_)?(SERVICE_(HOST|PORT)(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_\w+)?)$/;
const clusterAddress = /^(tcp|udp|sctp):\/\//;
const ofCluster = (name: string, value: string) =>
  cluster.test(name) || name === "MFN_PORT" || (name.endsWith("_PORT") && clusterAddress.test(value));

/** The settings that variables give by their own names; one that is empty is as good as unset. */
export function environmentLayer(env: Environment): EnvironmentLayer {
  const layer: Layer = {};
  const problems: string[] = [];
  const unknown: string[] = [];
  const variables = [...settingKeys.map((key) => settings[key].variable), ...loaders];
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(prefix) || value === undefined || value === "" || ofCluster(name, value)) continue;
    const key = keyOfVariable(name);
    if (key !== undefined) layer[key] = { value, origin: `the environment variable ${name}` };
    else if (!loaders.includes(name) && !variables.includes(name.replace(/_FILE$/, ""))) {
      const guess = nearest(
        name.slice(prefix.length),
        variables.map((variable) => variable.slice(prefix.length)),
      );
      if (guess === undefined) unknown.push(name);
      else problems.push(`there is no environment variable ${name}; did you mean ${prefix}${guess}?`);
    }
  }
  return { layer, problems, unknown };
}
