import type { MembraneIon, Transporter } from "../define/membrane";
import { completeValues, type Params, type ValuesOf } from "../define/params";
import { WorkbenchError, type ErrorPath } from "../errors";
import { concentrationOf } from "./concentration";
import { restingCells, transporters } from "./index";
import { chargeOf, ionWarnings, knownIon } from "./ions";
import { listAt, numberAt, objectAt, textAt } from "./reading";

/** What `mfn ion ghk`, `pump` and `iv` are told: a membrane, its temperature, and at what potential to look. */
export interface MembraneDocument {
  celsius: number;
  kelvin: number;
  ions: MembraneIon[];
  /** cm/s that a permeability of 1 stands for. */
  unitPermeability: number;
  /** mV; null where none was given. */
  millivolts: number | null;
  pump: { transporter: Transporter<Params>; options: ValuesOf<Params> } | null;
  /** Ends of a curve, mV, and the number of its points. */
  curve: { from: number; to: number; points: number };
  warnings: string[];
}

const keys = ["cell", "celsius", "ions", "unitPermeability", "millivolts", "pump", "from", "to", "points"];
const ionKeys = ["name", "z", "in", "out", "permeability"];
/** °C that the room's slider has; others are asked about. */
const USUAL_CELSIUS = [0, 60] as const;
const DEFAULT_UNIT = 1e-6;

/**
 * Reads a membrane file. `cell` starts from one of the resting cells, whose ions are then changed, by name, or added to.
 * @throws WorkbenchError with the path of what is wrong.
 */
export function readMembrane(document: unknown): MembraneDocument {
  const given = objectAt(document, [], keys);
  const cell = given["cell"] === undefined ? null : within(["cell"], () => restingCells.get(textAt(given["cell"], ["cell"], "the id of a cell")));
  const warnings: string[] = [];
  const celsius = given["celsius"] === undefined ? (cell?.celsius ?? 37) : numberAt(given["celsius"], ["celsius"], "a temperature in °C");
  const kelvin = kelvinOf(celsius, warnings);
  const ions = readIons(given["ions"] ?? (cell ? [] : undefined), cell?.ions ?? []);
  for (const { name, z, inside, outside } of ions) warnings.push(...ionWarnings(name, z, inside, outside));
  const unit = given["unitPermeability"];
  const pump = readPump(given["pump"] ?? cell?.pump, warnings);
  if (pump && unit === undefined && !cell) warnings.push(`a permeability of 1 was taken to be ${DEFAULT_UNIT} cm/s; set unitPermeability`);
  return {
    celsius,
    kelvin,
    ions,
    unitPermeability:
      unit === undefined
        ? (cell?.unitPermeability ?? DEFAULT_UNIT)
        : numberAt(unit, ["unitPermeability"], "a permeability above 0 in cm/s", Number.MIN_VALUE),
    millivolts:
      given["millivolts"] === undefined ? null : numberAt(given["millivolts"], ["millivolts"], "a potential in mV from -1000 to 1000", -1000, 1000),
    pump,
    curve: readCurve(given),
    warnings,
  };
}

/** @throws WorkbenchError `parameter/out-of-range` at or below absolute zero. */
export function kelvinOf(celsius: number, warnings: string[]): number {
  if (celsius <= -273.15) throw new WorkbenchError("parameter/out-of-range", ["celsius"], `expected a temperature above −273.15 °C, got ${celsius}`);
  if (celsius < USUAL_CELSIUS[0] || celsius > USUAL_CELSIUS[1])
    warnings.push(`${celsius} °C lies outside the usual ${USUAL_CELSIUS[0]} to ${USUAL_CELSIUS[1]} °C`);
  return celsius + 273.15;
}

function readIons(value: unknown, start: readonly MembraneIon[]): MembraneIon[] {
  const ions = [...start];
  const seen = new Set<string>();
  listAt(value, ["ions"], 'ions such as {"name": "K+", "in": "140 mM", "out": "5 mM", "permeability": 1}').forEach((entry, i) => {
    const path = ["ions", i];
    const given = objectAt(entry, path, ionKeys);
    const written = textAt(given["name"], [...path, "name"], 'a name such as "K+"');
    const name = knownIon(written)?.id ?? written;
    if (seen.has(name)) throw new WorkbenchError("parameter/out-of-range", [...path, "name"], `expected each ion once, got ${written} again`);
    seen.add(name);
    const at = ions.findIndex((ion) => ion.name === name);
    const before = ions[at];
    const concentration = (key: "in" | "out", kept: number | undefined) =>
      given[key] === undefined && kept !== undefined ? kept : concentrationOf(given[key] ?? null, [...path, key], "zero");
    const ion: MembraneIon = {
      name,
      z: given["z"] === undefined ? (before?.z ?? chargeOf(written, [...path, "z"])) : chargeAt(given["z"], [...path, "z"]),
      inside: concentration("in", before?.inside),
      outside: concentration("out", before?.outside),
      permeability:
        given["permeability"] === undefined
          ? (before?.permeability ?? 0)
          : numberAt(given["permeability"], [...path, "permeability"], "a permeability of 0 or more", 0),
    };
    if (at < 0) ions.push(ion);
    else ions[at] = ion;
  });
  if (ions.length === 0) throw new WorkbenchError("parameter/out-of-range", ["ions"], "expected at least one ion, got none");
  return ions;
}

function chargeAt(value: unknown, path: ErrorPath): number {
  const z = numberAt(value, path, "a whole number other than 0, such as 1 for K⁺ or −1 for Cl⁻");
  if (!Number.isInteger(z) || z === 0)
    throw new WorkbenchError("parameter/out-of-range", path, `expected a whole number other than 0, such as 1 for K⁺ or −1 for Cl⁻, got ${z}`);
  return z;
}

function readPump(value: unknown, warnings: string[]): MembraneDocument["pump"] {
  if (value === undefined || value === null) return null;
  const given = typeof value === "string" ? { id: value } : objectAt(value, ["pump"], ["id", "options"]);
  const transporter = within(["pump"], () => transporters.get(textAt(given["id"], ["pump", "id"], `one of ${transporters.ids.join(", ")}`)));
  const options = given["options"] === undefined ? {} : objectAt(given["options"], ["pump", "options"], Object.keys(transporter.params));
  return {
    transporter,
    options: completeValues(transporter.params, options, ["pump", "options"], (warning) => warnings.push(warning)) as ValuesOf<Params>,
  };
}

function readCurve(given: Record<string, unknown>): MembraneDocument["curve"] {
  const end = (key: string, usual: number) =>
    given[key] === undefined ? usual : numberAt(given[key], [key], "a potential in mV from -1000 to 1000", -1000, 1000);
  const [from, to] = [end("from", -150), end("to", 100)];
  if (to <= from) throw new WorkbenchError("parameter/out-of-range", ["to"], `expected a potential above from = ${from} mV, got ${to}`);
  const points = given["points"] === undefined ? 251 : numberAt(given["points"], ["points"], "a whole number from 2 to 100000", 2, 100_000);
  if (!Number.isInteger(points))
    throw new WorkbenchError("parameter/out-of-range", ["points"], `expected a whole number from 2 to 100000, got ${points}`);
  return { from, to, points };
}

/** Puts the place before the complaint of a registry. */
function within<T>(path: ErrorPath, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof WorkbenchError && error.path.length === 0)
      throw new WorkbenchError("parameter/out-of-range", path, error.message, error.detail);
    throw error;
  }
}
