import { edgeOf } from "../core/metrics/measure-metric";
import type { Calibration } from "../core/metrics/prepare-image";
import { formatNumber, formatUnit } from "../ui/format";
import { inEnglish, t } from "../ui/text";
import type { DataTableProps } from "../views/data-table";
import type { ScalingFacts } from "../views/scaling-plot";

/** The edge of a cell, where it is known and the same along all axes. */
export interface CellEdge {
  edge: number;
  unit: string;
}

/** Null without a calibration, and where cells are not as long as wide: no one length stands for a cell then. */
export function cellEdgeOf(calibration: Calibration | null): CellEdge | null {
  const edge = edgeOf(calibration);
  return edge === null ? null : { edge, unit: calibration!.unit };
}

/** A length, or with −1 a wavenumber. */
export type LengthPower = 1 | -1;

/** How lengths are called: "cells", "µm", or "calibrated" where the unit has no name. */
export const unitOfLength = (cell: CellEdge | null, say = t): string => (cell ? cell.unit || say("calibrated") : say("cells"));

export const unitOfWavenumber = (cell: CellEdge | null, say = t): string =>
  cell ? say("radians per {{unit}}", { unit: cell.unit || say("calibrated length") }) : say("radians per cell");

const unitOf = (power: LengthPower, cell: CellEdge | null, say = t): string => (power === 1 ? unitOfLength(cell, say) : unitOfWavenumber(cell, say));

/** A number of cells, or of radians per cell, in the unit in which it is shown. */
export const shownLength = (inCells: number, cell: CellEdge | null, power: LengthPower = 1): number => inCells * (cell?.edge ?? 1) ** power;

/** A length in the unit of the calibration, and in cells: "3.250 µm = 6.5 cells". */
export function lengthWords(cells: number | null, cell: CellEdge | null, digits = 4): string {
  const inCells = t("{{n}} cells", { n: formatNumber(cells, digits), count: cells ?? 0 });
  return cell && cells !== null ? `${formatNumber(shownLength(cells, cell), digits)}${formatUnit(cell.unit)} = ${inCells}` : inCells;
}

/** A law of scaling in cells, as a measure finds it. */
export interface ScalingInCells extends Omit<ScalingFacts, "xLabel" | "unit"> {
  /** What the scale is, without its unit, and whether it is a length or a wavenumber. */
  xName: string;
  power: LengthPower;
  /** What scales is a length as well. */
  yIsLength?: boolean;
}

/** The law in the unit of the calibration: its slope stays what it is. */
export function scalingIn({ xName, power, yIsLength = false, ...facts }: ScalingInCells, cell: CellEdge | null): ScalingFacts {
  const logEdge = Math.log(cell?.edge ?? 1);
  const [x, y] = [power * logEdge, yIsLength ? logEdge : 0];
  const shown = (scale: number) => shownLength(scale, cell, power);
  const { slope, intercept } = facts.slopeIntercept;
  return {
    ...facts,
    title: t(facts.title),
    scales: facts.scales.map(shown),
    ...(facts.names && { names: facts.names.map(shown) }),
    logs: facts.logs.map((log) => log + y),
    window: [shown(facts.window[0]), shown(facts.window[1])],
    slopeIntercept: { slope, intercept: intercept + y - slope * x },
    xLabel: `${t(xName)}, ${unitOf(power, cell)}`,
    unit: unitOf(power, cell),
    yLabel: yIsLength ? `${t(facts.yLabel)}, ${unitOfLength(cell)}` : t(facts.yLabel),
  };
}

/**
 * A table whose lengths stand in cells and, behind each of them, in the unit of the calibration.
 * @param lengths the columns that are lengths or wavenumbers, by their place, with their names without a unit.
 */
export function tableIn(
  table: DataTableProps,
  lengths: Readonly<Record<number, { name: string; power: LengthPower }>>,
  cell: CellEdge | null,
): DataTableProps {
  const expand = <T>(parts: readonly T[], inCells: (part: T, at: number) => T, inUnit: (part: T, at: number) => T): T[] =>
    parts.flatMap((part, at) => (lengths[at] ? [inCells(part, at), ...(cell ? [inUnit(part, at)] : [])] : [part]));
  return {
    ...table,
    columns: expand(
      table.columns,
      (_, at) => `${lengths[at]!.name}, ${unitOf(lengths[at]!.power, null, inEnglish)}`,
      (_, at) => `${lengths[at]!.name}, ${unitOf(lengths[at]!.power, cell, inEnglish)}`,
    ),
    rows: table.rows.map((row) =>
      expand(
        row,
        (value) => value,
        (value, at) => (typeof value === "number" ? shownLength(value, cell, lengths[at]!.power) : value),
      ),
    ),
  };
}
