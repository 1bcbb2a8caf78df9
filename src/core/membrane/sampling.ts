import type { MembraneModel } from "../define/membrane";

/** Time between two samples where none is given: a model that spikes is sampled as finely in a long run as in its usual one, for spikes are found on the samples. */
export function usualSampling({ spikes, time }: Pick<MembraneModel, "spikes" | "time">, duration: number): number {
  const usual = spikes ? Math.min(duration / 5000, time.duration / 2000) : duration / 5000;
  return Number(usual.toPrecision(6));
}
