import type { RestingCell } from "../core/define/membrane";
import { toRecord, WorkbenchError } from "../core/errors";
import { concentrationOf, concentrationText } from "../core/membrane/concentration";
import { curveReport, type CurveReport } from "../core/membrane/curve-report";
import { readMembrane } from "../core/membrane/document";
import { ghkReport, type GhkReport } from "../core/membrane/ghk-report";
import { restingCells } from "../core/membrane/index";
import { knownIon } from "../core/membrane/ions";
import { pumpReport, type PumpReport } from "../core/membrane/pump-report";

/** An ion as its fields say it: text, so that what is wrong stays to be mended. */
export interface IonDraft {
  name: string;
  z: string;
  inside: string;
  outside: string;
  permeability: string;
}

export interface CellDraft {
  /** Id of the resting cell it began as. */
  preset: string;
  celsius: string;
  ions: readonly IonDraft[];
  /** cm/s that a permeability of 1 stands for. */
  unitPermeability: number;
  pump: { id: string; options: Readonly<Record<string, number>> } | null;
  /** mV that currents are told at; null for the resting potential. */
  millivolts: number | null;
  /** Ends of the curve, mV. */
  from: number;
  to: number;
}

/** What is computed of a cell, by the same definitions as `mfn ion ghk`, `pump` and `iv`. */
export interface CellReports {
  /** Where all currents cancel; null, with a reason in `pump`, for a pump alone. */
  restMillivolts: number | null;
  /** Each ion at the potential that is looked at. */
  ghk: GhkReport;
  pump: PumpReport | null;
  curve: CurveReport;
}

export interface CellReading {
  /** What is wrong, by the path of its field, such as `ions.0.in`. */
  problems: Readonly<Record<string, string>>;
  /** Null where something is wrong. */
  found: { document: Record<string, unknown>; reports: CellReports } | null;
}

/** °C that the room is for. */
export const roomCelsius = [0, 60] as const;

export const draftOfIon = ({ name, z, inside, outside, permeability }: RestingCell["ions"][number]): IonDraft => ({
  name,
  z: String(z).replace("-", "\u2212"),
  inside: concentrationText(inside),
  outside: concentrationText(outside),
  permeability: String(permeability),
});

/** A resting cell as it comes, with a curve on which all its potentials are to be seen. */
export function draftOfCell(id: string): CellDraft {
  const { celsius, ions, unitPermeability, pump } = restingCells.get(id);
  const { restMillivolts, ghk } = reportsOf({ cell: id });
  const potentials = [restMillivolts, ...ghk.ions.map(({ nernstMillivolts }) => nernstMillivolts)].filter((potential) => potential !== null);
  return {
    preset: id,
    celsius: String(celsius),
    ions: ions.map(draftOfIon),
    unitPermeability,
    pump: pump ? { id: pump.id, options: pump.options ?? {} } : null,
    millivolts: null,
    from: Math.min(-120, 20 * Math.floor((Math.min(...potentials) - 20) / 20)),
    to: Math.max(60, 20 * Math.ceil((Math.max(...potentials) + 10) / 20)),
  };
}

/** The draft of a document that `readMembrane` accepts. @throws WorkbenchError otherwise. */
export function draftOfDocument(document: unknown, preset: string): CellDraft {
  const { celsius, ions, unitPermeability, pump, millivolts, curve } = readMembrane(document);
  return {
    preset: restingCells.get(preset).id,
    celsius: String(celsius),
    ions: ions.map(draftOfIon),
    unitPermeability,
    pump: pump ? { id: pump.transporter.id, options: pump.options as Record<string, number> } : null,
    millivolts,
    from: curve.from,
    to: curve.to,
  };
}

/** An ion that is not there yet, at concentrations in the middle of the usual ones. @param id of the table; null for another one, to be named. */
export function newIon(id: string | null): IonDraft {
  const ion = id === null ? undefined : knownIon(id);
  if (!ion) return { name: "X+", z: "1", inside: "10 mM", outside: "10 mM", permeability: "0.01" };
  const middle = ([low, high]: readonly [number, number]) => concentrationText(Number(Math.sqrt(low * high).toPrecision(1)));
  return { name: ion.id, z: String(ion.z), inside: middle(ion.usual.inside), outside: middle(ion.usual.outside), permeability: "0.01" };
}

/** With a plain minus and a decimal point. */
const plain = (text: string): string =>
  text
    .trim()
    .replaceAll("\u2212", "-")
    .replace(/(\d),(?=\d)/g, "$1.");
/** The number that a text is; else the text, for the reader to refuse. */
const numeric = (text: string): number | string => (plain(text) !== "" && Number.isFinite(Number(plain(text))) ? Number(plain(text)) : text);

/** The number that a field says, or null. */
export const numberIn = (text: string): number | null => {
  const value = numeric(text);
  return typeof value === "number" ? value : null;
};

/** The concentration above 0 that a field says, mol/L, or null. */
export function molarIn(text: string): number | null {
  try {
    return concentrationOf(plain(text), []);
  } catch {
    return null;
  }
}

const ionDocument = ({ name, z, inside, outside, permeability }: IonDraft) => ({
  name,
  z: numeric(z),
  in: plain(inside),
  out: plain(outside),
  permeability: numeric(permeability),
});

/** The membrane file of `mfn ion` that says the same. */
export const cellDocument = ({ celsius, ions, unitPermeability, pump, millivolts, from, to }: CellDraft): Record<string, unknown> => ({
  celsius: numeric(celsius),
  ions: ions.map(ionDocument),
  unitPermeability,
  ...(pump ? { pump: Object.keys(pump.options).length > 0 ? pump : pump.id } : {}),
  ...(millivolts === null ? {} : { millivolts }),
  from,
  to,
});

/** Reads a draft, and tells of each field what is wrong with it. */
export function readCell(draft: CellDraft): CellReading {
  const problems: Record<string, string> = {};
  const attempt = <T>(work: () => T, place: (path: readonly (string | number)[]) => string): T | undefined => {
    try {
      return work();
    } catch (error) {
      const { path, message } = toRecord(error);
      problems[place(path)] ??= message.replace(/^At [^:]*: /, "");
      return undefined;
    }
  };
  draft.ions.forEach((ion, i) => {
    // In the room an ion is on both sides, so that it has an equilibrium potential.
    for (const [key, text] of [["in", ion.inside], ["out", ion.outside]] as const) attempt(() => concentrationOf(plain(text), []), () => `ions.${i}.${key}`); // prettier-ignore
    attempt(
      () => readMembrane({ ions: [ionDocument(ion)] }),
      ([, , key]) => `ions.${i}.${key ?? "name"}`,
    );
  });
  const celsius = numeric(draft.celsius);
  if (typeof celsius !== "number" || celsius < roomCelsius[0] || celsius > roomCelsius[1])
    problems["celsius"] = "expected a temperature from 0 to 60 °C";
  if (Object.keys(problems).length > 0) return { problems, found: null };
  const document = cellDocument(draft);
  const reports = attempt(
    () => reportsOf(document),
    (path) => path.join("."),
  );
  return { problems, found: reports ? { document, reports } : null };
}

function reportsOf(document: unknown): CellReports {
  const membrane = readMembrane(document);
  const { millivolts } = membrane;
  const rest = membrane.pump ? pumpReport(membrane).potentialMillivolts : ghkReport(membrane).potentialMillivolts;
  const there = { ...membrane, millivolts: millivolts ?? rest };
  const curve = curveReport(membrane);
  if (!curve.total.every(Number.isFinite))
    throw new WorkbenchError("parameter/out-of-range", [], "expected currents that can be told, got some beyond all numbers: concentrations or permeabilities are too large"); // prettier-ignore
  return { restMillivolts: rest, ghk: ghkReport(there), pump: membrane.pump ? pumpReport(there) : null, curve };
}
