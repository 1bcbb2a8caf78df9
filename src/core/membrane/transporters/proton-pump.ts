import { defineTransporter } from "../../define/membrane";
import { num } from "../../define/params";
import { exp } from "../../field/elementary";
import { thermalVoltage } from "../nernst";
import { transportReversal } from "../transport";

const cycle = { carries: { "H+": -1 }, atp: 1 } as const;

/**
 * The pump of fungi and plants, as a carrier of two states of which one crossing is charged: the current saturates on both sides of its
 * reversal potential, which ATP and both acidities set. How acidity changes the saturation itself is left out.
 */
export const protonPump = defineTransporter({
  ...cycle,
  id: "proton-pump",
  title: "Proton pump of fungi and plants",
  source:
    "two-state carrier of Hansen, Gradmann, Sanders, Slayman 1981, J. Membr. Biol. 63:165, doi:10.1007/BF01870979; flux of Gradmann, Hansen, Long, Slayman 1978, J. Membr. Biol. 39:333",
  help: "Carries one H⁺ out for each ATP. About 200 pmol/(cm² s) in Neurospora, that is 19.3 µA/cm², hold the hypha near −200 mV.",
  formula:
    "J = J_{\\max} \\frac{1 - e^{-(V - E)F/RT}}{1 + e^{-(V - V_h)F/RT}}, \\quad E = \\frac{-\\Delta G_{ATP} + RT \\ln([\\mathrm H]_o/[\\mathrm H]_i)}{F}",
  params: {
    J_max: num(200, { title: "Largest flux", unit: "pmol/(cm² s)", min: 0, max: 2000, symbol: "J_{\\max}" }),
    V_h: num(-300, { title: "Potential of half the largest flux", unit: "mV", min: -600, max: 0, symbol: "V_h" }),
    G_ATP: num(50, { title: "Free energy of ATP", unit: "kJ/mol", min: 20, max: 80, symbol: "\\Delta G_{ATP}" }),
  },
  turnover({ volts, kelvin, inside, outside }, { J_max, V_h, G_ATP }) {
    const scale = thermalVoltage(kelvin);
    const u = volts / scale;
    const reversal = exp(transportReversal(cycle, { kelvin, inside, outside }, G_ATP) / scale);
    const half = exp(V_h / 1e3 / scale);
    // Each branch has only exponentials that cannot overflow.
    return u < 0 ? (J_max * (exp(u) - reversal)) / (exp(u) + half) : (J_max * (1 - reversal * exp(-u))) / (1 + half * exp(-u));
  },
});
