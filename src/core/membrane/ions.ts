import { defineIon, type Ion } from "../define/membrane";
import { nearest, WorkbenchError, type ErrorPath } from "../errors";
import { registry } from "../define/registry";

/** The ranges are wide enough for animals, plants, algae and fungi, in fresh water and in the sea; mammals alone lie well within. */
const source = "Hille 2001, Ion Channels of Excitable Membranes, 3rd ed., ch. 1; classical values, widened for plants, fungi and sea water";

/** The order here is the order in menus. */
export const ions = registry<Ion>("ion", [
  defineIon({ id: "Na+", symbol: "Na⁺", title: "Sodium", z: 1, aliases: ["Na"], usual: { inside: [1e-3, 0.2], outside: [1e-5, 0.6] }, source }),
  defineIon({ id: "K+", symbol: "K⁺", title: "Potassium", z: 1, aliases: ["K"], usual: { inside: [0.02, 0.5], outside: [1e-6, 0.2] }, source }),
  defineIon({ id: "Cl-", symbol: "Cl⁻", title: "Chloride", z: -1, aliases: ["Cl"], usual: { inside: [1e-3, 0.2], outside: [1e-5, 0.7] }, source }),
  defineIon({
    id: "Ca2+",
    symbol: "Ca²⁺",
    title: "Calcium",
    z: 2,
    aliases: ["Ca", "Ca++"],
    usual: { inside: [1e-8, 1e-4], outside: [1e-6, 0.02] },
    source,
  }),
  defineIon({
    id: "H+",
    symbol: "H⁺",
    title: "Hydrogen",
    z: 1,
    aliases: ["H", "proton"],
    usual: { inside: [1e-8, 1e-6], outside: [1e-10, 1e-3] },
    source,
  }),
  defineIon({
    id: "Mg2+",
    symbol: "Mg²⁺",
    title: "Magnesium",
    z: 2,
    aliases: ["Mg", "Mg++"],
    usual: { inside: [1e-4, 0.02], outside: [1e-6, 0.06] },
    source,
  }),
  defineIon({
    id: "HCO3-",
    symbol: "HCO₃⁻",
    title: "Hydrogen carbonate",
    z: -1,
    aliases: ["HCO3", "bicarbonate"],
    usual: { inside: [1e-3, 0.05], outside: [1e-4, 0.05] },
    source,
  }),
]);

const plain = (name: string): string =>
  name.trim().replace(/[⁺₊]/gu, "+").replace(/[⁻₋−]/gu, "-").replace(/[²₂]/gu, "2").replace(/[³₃]/gu, "3").toLowerCase();

/** The ion of the table that goes by a name: `K+`, `K⁺`, `K`, `potassium`; undefined for any other. */
export function knownIon(name: string): Ion | undefined {
  const wanted = plain(name);
  return [...ions].find(({ id, title, symbol, aliases }) => [id, title, symbol, ...aliases].some((known) => plain(known) === wanted));
}

/** The charge of a name. @throws WorkbenchError `parameter/out-of-range` for one that the table does not have. */
export function chargeOf(name: string, path: ErrorPath): number {
  const ion = knownIon(name);
  if (ion) return ion.z;
  const guess = nearest(name, ions.ids);
  throw new WorkbenchError(
    "parameter/out-of-range",
    path,
    `expected the charge of "${name}", such as 1 or -2: it is not in the table of ions${guess ? `; did you mean "${guess}"?` : ` (${ions.ids.join(", ")})`}`,
  );
}

/** What is unusual about an ion, for a careful reader. */
export function ionWarnings(name: string, z: number, inside: number, outside: number): string[] {
  const ion = knownIon(name);
  if (!ion) return [];
  const warnings: string[] = [];
  if (ion.z !== z) warnings.push(`${name} is given the charge ${z}; ${ion.title.toLowerCase()} ions have ${ion.z}`);
  for (const [side, value] of [
    ["inside", inside],
    ["outside", outside],
  ] as const) {
    const [low, high] = ion.usual[side];
    if (value < low || value > high)
      warnings.push(`${value} mol/L of ${name} ${side} is unusual: ${low} to ${high} mol/L is met in living things. Is the unit right?`);
  }
  return warnings;
}
