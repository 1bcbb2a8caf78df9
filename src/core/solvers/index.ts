import { registry } from "../define/registry";
import { euler } from "./euler";
import { heun } from "./heun";
import { rk4 } from "./rk4";

export const solvers = registry("integrator", [euler, heun, rk4], "spec/malformed");
