import { registry } from "../define/registry";
import { adamsBashforth } from "./adams-bashforth";
import { bogackiShampine } from "./bogacki-shampine";
import { dormandPrince } from "./dormand-prince";
import { etdrk4 } from "./etdrk4";
import { euler } from "./euler";
import { heun } from "./heun";
import { rk4 } from "./rk4";
import { semiImplicit } from "./semi-implicit";
import type { Solver } from "./solver";
import { ssprk3 } from "./ssprk3";

export const solvers = registry<Solver>(
  "integrator",
  [euler, heun, ssprk3, rk4, adamsBashforth, bogackiShampine, dormandPrince, etdrk4, semiImplicit],
  "spec/malformed",
);
