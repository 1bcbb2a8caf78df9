import { features } from "../../cli/commands/features";
import { generate } from "../../cli/commands/generate";
import { ion } from "../../cli/commands/ion";
import { learn } from "../../cli/commands/learn";
import { lyapunov } from "../../cli/commands/lyapunov";
import { measure } from "../../cli/commands/measure";
import { regimes } from "../../cli/commands/regimes";
import { series } from "../../cli/commands/series";

/** Commands of `mfn` that the server carries out for a request: the same code, so the same numbers. */
export const commands = { features, generate, ion, learn, lyapunov, measure, regimes, series } as const;
export type CommandName = keyof typeof commands;
