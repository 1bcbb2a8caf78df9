import type { Compute } from "../compute/compute";
import { withSpan } from "./trace";

/** Computations that are traced: each is a span of the request that waits for it. */
export const observedCompute = (compute: Compute): Compute => ({
  run: (name, input, asking) => withSpan(`compute ${name}`, {}, () => compute.run(name, input, asking)),
  close: () => compute.close(),
});
