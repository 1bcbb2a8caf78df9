import type { Backend } from "../../../core/backend";
import { solvers } from "../../../core/solvers/index";
import { allocate } from "../allocate";
import { mapMemory } from "../plan/memory-map";
import { settingOf, tolerancesOf } from "../plan/setting";
import { PlanSimulation } from "../plan/simulation";
import { Stepper } from "../plan/stepper";
import { startSpectral } from "../spectral/load";
import { plainRunner, programsOf } from "./runner";

/** The reference back end: typed arrays, on one thread, everywhere. */
export const plain: Backend = {
  id: "plain",
  title: "Plain TypeScript",
  exact: true,
  threads: 1,
  start(model, spec, initial, given) {
    if (solvers.get(spec.integrator.method).family === "spectral") return startSpectral(model, spec, initial, given);
    const { plan, arrays, parameters } = settingOf(model, spec, given);
    const programs = programsOf(plan);
    const map = mapMemory(plan, 1, programs.scratch);
    const buffer = allocate(map.size, spec, () => new ArrayBuffer(map.size));
    const { dt } = spec.integrator;
    const runner = plainRunner({ plan, buffer, map, seed: spec.seed, dt, thread: 0 }, programs);
    const tolerances = tolerancesOf(spec);
    const stepper = new Stepper({ plan, buffer, map, runner, parameters, arrays, dt, tolerances, thread: 0, threads: 1, barrier: null });
    stepper.prepare();
    const simulation = new PlanSimulation(model, spec, plan, map, buffer, stepper, null);
    simulation.restore({ step: 0, fields: initial });
    return simulation;
  },
};
