import { WorkbenchError } from "../../src/core/errors";
import { nernstPotential } from "../../src/core/membrane/nernst";
import { referenceNernst } from "../../src/core/membrane/reference-engine";
import type { NernstAnswer, NernstRequest } from "./schemas";

/** MFN v4.1 raises concentrations to this, mol/L, without a word (fault F13). */
const clamp = 1e-6;

/**
 * POST /nernst.
 * @throws WorkbenchError `parameter/out-of-range` for a charge of 0.
 */
export function nernst({
  z_valence: z,
  concentration_out_molar: outside,
  concentration_in_molar: inside,
  temperature_k: kelvin,
  mode,
}: NernstRequest): NernstAnswer {
  if (z === 0) throw new WorkbenchError("parameter/out-of-range", ["z_valence"], "the charge number may not be 0");
  if (mode === "correct") {
    const { volts, warnings } = nernstPotential({ z, outside, inside, kelvin });
    return { potential_mV: 1000 * volts, mode, warnings };
  }
  const warnings = Math.min(outside, inside) < clamp ? ["MFN v4.1 raises concentrations to 1e-6 mol/L; mode correct does not"] : [];
  return { potential_mV: referenceNernst(z, outside, inside, kelvin) * 1000, mode, warnings };
}
