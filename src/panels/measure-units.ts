import { edgeOf } from "../core/metrics/measure-metric";
import type { Calibration } from "../core/metrics/prepare-image";
import { formatNumber, formatUnit } from "../ui/format";
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
export const unitOfLength = (cell: CellEdge | null): string => (cell ? cell.unit || "calibrated" : "cells");

export const unitOfWavenumber = (cell: CellEdge | null): string => (cell ? `radians per ${cell.unit || "calibrated length"}` : "radians per cell");

const unitOf = (power: LengthPower, cell: CellEdge | null): string => (power === 1 ? unitOfLength(cell) : unitOfWavenumber(cell));

/** A number of cells, or of radians per cell, in the unit in which it is shown. */
export const shownLength = (inCells: number, cell: CellEdge | null, power: LengthPower = 1): number => inCells * (cell?.edge ?? 1) ** power;

/** A length in the unit of the calibration, and in cells: "3.250 µm = 6.5 cells". */
export function lengthWords(cells: number | null, cell: CellEdge | null, digits = 4): string {
  const inCells = `${formatNumber(cells, digits)} cells`;
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
    scales: facts.scales.map(shown),
    ...(facts.names && { names: facts.names.map(shown) }),
    logs: facts.logs.map((log) => log + y),
    window: [shown(facts.window[0]), shown(facts.window[1])],
    slopeIntercept: { slope, intercept: intercept + y - slope * x },
    xLabel: `${xName}, ${unitOf(power, cell)}`,
    unit: unitOf(power, cell),
    yLabel: yIsLength ? `${facts.yLabel}, ${unitOfLength(cell)}` : facts.yLabel,
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
      (_, at) => `${lengths[at]!.name}, ${unitOf(lengths[at]!.power, null)}`,
      (_, at) => `${lengths[at]!.name}, ${unitOf(lengths[at]!.power, cell)}`,
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
