import { registry, type Registry } from "../../src/core/define/registry";
import type { Command } from "../command";
import { bench } from "./bench";
import { config } from "./config";
import { features } from "./features";
import { generate } from "./generate";
import { helpCommand } from "./help";
import { ion } from "./ion";
import { learn } from "./learn";
import { lyapunov } from "./lyapunov";
import { measure } from "./measure";
import { modelsCommand } from "./models";
import { notebook } from "./notebook";
import { regimes } from "./regimes";
import { run } from "./run";
import { series } from "./series";
import { serve } from "./serve";
import { stability } from "./stability";
import { sweep } from "./sweep";
import { verify } from "./verify";
import { worker } from "./worker";

/** The order here is the order in the help. */
export const commands: Registry<Command> = registry<Command>("command", [
  modelsCommand,
  run,
  sweep,
  stability,
  lyapunov,
  measure,
  features,
  series,
  regimes,
  generate,
  ion,
  learn,
  notebook,
  bench,
  serve,
  config,
  verify,
  worker,
  helpCommand(() => commands),
]);
