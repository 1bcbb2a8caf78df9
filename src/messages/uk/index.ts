import { core } from "./core";
import { detectors } from "./detectors";
import { experiments } from "./experiments";
import { exports } from "./exports";
import { ionModels } from "./ions";
import { lab } from "./lab";
import { learning } from "./learning";
import { measure } from "./measure";
import { membrane } from "./membrane";
import { metrics } from "./metrics";
import { models } from "./models";
import { notebooks } from "./notebooks";
import { regimes } from "./regimes";
import { runs } from "./runs";
import { server } from "./server";
import { shell } from "./shell";
import { views } from "./views";

/** Ukrainian, by the English message; what is not here stands in English. Messages that count have the forms _one, _few, _many and _other. */
export const ukrainian: Readonly<Record<string, string>> = {
  ...core,
  ...detectors,
  ...experiments,
  ...exports,
  ...ionModels,
  ...lab,
  ...learning,
  ...measure,
  ...membrane,
  ...metrics,
  ...models,
  ...notebooks,
  ...regimes,
  ...runs,
  ...server,
  ...shell,
  ...views,
};
