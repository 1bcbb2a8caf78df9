import { LiveRun, type StreamEngine } from "./live-run";
import { updateFields, type FeatureParams, type SimulationParams } from "./messages";
import type { Producer } from "./live-source";

/**
 * Every step of a simulation that never ends, as numbers: all of them, whatever a subscriber picks. A step that cannot be measured, as too many wait, is
 * left out.
 */
export async function featureProducer(engine: StreamEngine, params: FeatureParams): Promise<Producer> {
  const run = await LiveRun.open(engine, params);
  return {
    async next() {
      await run.advance(1);
      const facts = { ...run.facts(), fractal_dimension: await run.dimension() };
      return { type: "feature_update", payload: { step: run.step, ...Object.fromEntries(updateFields.map((name) => [name, facts[name]])) } };
    },
    close: () => run.close(),
  };
}

/** A simulation of so many steps, and what it came to. */
export async function simulationProducer(engine: StreamEngine, params: SimulationParams): Promise<Producer> {
  const { steps: total_steps, update_interval_steps, include_full_state } = params;
  const run = await LiveRun.open(engine, params);
  let completed = false;
  const potentials = () => {
    const { pot_mean_mV, pot_std_mV, pot_min_mV, pot_max_mV } = run.facts();
    return { pot_mean_mV, pot_std_mV, pot_min_mV, pot_max_mV };
  };
  return {
    async next() {
      if (completed) return null;
      if (run.step >= total_steps) {
        const final_metrics = { ...potentials(), growth_events: run.growthEvents, fractal_dimension: await run.dimension() };
        completed = true;
        return { type: "simulation_complete", payload: { total_steps, final_metrics } };
      }
      await run.advance(Math.min(update_interval_steps, total_steps - run.step));
      const state = { step: run.step, total_steps, ...potentials(), ...(include_full_state && { potential_mV: run.rows() }) };
      return { type: "simulation_state", payload: { state, metrics: { growth_events: run.growthEvents } } };
    },
    close: () => run.close(),
  };
}
