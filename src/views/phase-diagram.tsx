import { useId, useMemo, useState, type KeyboardEvent } from "react";
import type { Tile } from "../core/sweep/point";
import { formatSetting } from "../ui/format";
import { neighbour, placeCells, type DiagramCell } from "./phase-diagram-places";
import { TilePicture } from "./tile-picture";
import "./phase-diagram.css";
import "./views.css";
import { t } from "../ui/text";

export type { DiagramCell };

export interface PhaseDiagramProps {
  /** What the whole shows, for screen readers. */
  title: string;
  x: { title: string; values: readonly number[]; scale: "linear" | "log" };
  /** Null for a sweep over one parameter: the diagram is a strip. */
  y: { title: string; values: readonly number[]; scale: "linear" | "log" } | null;
  cells: readonly DiagramCell[];
  /** Cells touch, as on a grid; otherwise each point is a square of its own. */
  grid: boolean;
  tileOf(index: number): Tile | null;
  /** 256 colours for the small pictures. */
  table: Uint8Array;
  /** Cells of at least so many pixels show their picture. */
  tilesFrom?: number;
  /** In pixels. */
  width: number;
  onReach(index: number | null): void;
  onOpen(index: number): void;
}

/**
 * Runs over one or two parameters: a coloured cell for each, with its picture where there is room, and a rim in its colour then. The pointer or the arrow
 * keys move from run to run, a click or Enter opens it.
 */
export function PhaseDiagram({ title, x, y, cells, grid, tileOf, table, tilesFrom = 26, width, onReach, onOpen }: PhaseDiagramProps) {
  const places = useMemo(() => placeCells(cells, { x, y, grid, width }), [cells, x, y, grid, width]);
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const { left, top, plotWidth, plotHeight, height, ticksX, ticksY } = places;
  const reach = (index: number | null) => {
    setAt(index);
    onReach(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (at !== null) onOpen(at);
      return;
    }
    const next = neighbour(places.cells, at, event.key);
    if (next === null) return;
    event.preventDefault();
    reach(next);
  };
  const reached = places.cells.find(({ cell }) => cell.index === at);
  return (
    <div className="phase-diagram" style={{ width, height }}>
      <svg
        width={width}
        height={height}
        className="chart phase-diagram-chart"
        role="listbox"
        tabIndex={0}
        aria-label={title}
        aria-activedescendant={reached ? `${id}-${reached.cell.index}` : undefined}
        onKeyDown={onKeyDown}
        onFocus={() => at === null && cells[0] && reach(cells[0].index)}
        onPointerLeave={() => reach(null)}
      >
        <rect className="plane-ground" x={left} y={top} width={plotWidth} height={plotHeight} />
        {places.cells.map(({ cell, x: cx, y: cy, w, h }) => (
          <rect
            key={cell.index}
            id={`${id}-${cell.index}`}
            role="option"
            aria-selected={cell.index === at}
            aria-label={cell.words}
            className={cell.ended ? "phase-cell" : "phase-cell phase-cell-waiting"}
            x={cx}
            y={cy}
            width={w}
            height={h}
            fill={cell.colour}
            onPointerEnter={() => reach(cell.index)}
            onClick={() => onOpen(cell.index)}
          />
        ))}
        {places.cells.map((place) => (
          <Picture key={place.cell.index} place={place} tilesFrom={tilesFrom} tileOf={tileOf} table={table} />
        ))}
        {reached && <rect className="phase-reached" x={reached.x} y={reached.y} width={reached.w} height={reached.h} />}
        {ticksX.map(({ at: place, value }) => (
          <text key={value} x={place} y={top + plotHeight + 14} textAnchor="middle">
            {formatSetting(value, 4)}
          </text>
        ))}
        {ticksY.map(({ at: place, value }) => (
          <text key={value} x={left - 5} y={place} dy="0.32em" textAnchor="end">
            {formatSetting(value, 4)}
          </text>
        ))}
        <text className="chart-strong" x={left + plotWidth} y={height - 3} textAnchor="end">
          {t(x.title)}
        </text>
        {y && (
          <text className="chart-strong" x={2} y={10}>
            {t(y.title)}
          </text>
        )}
      </svg>
    </div>
  );
}

interface PictureProps {
  place: ReturnType<typeof placeCells>["cells"][number];
  tilesFrom: number;
  tileOf(index: number): Tile | null;
  table: Uint8Array;
}

/** The small picture of a run within its cell. */
function Picture({ place: { cell, x, y, w, h }, tilesFrom, tileOf, table }: PictureProps) {
  const side = Math.min(w, h);
  const tile = cell.ended && side >= tilesFrom ? tileOf(cell.index) : null;
  if (!tile) return null;
  const inner = side - 8;
  return (
    <foreignObject className="phase-picture" x={x + (w - inner) / 2} y={y + (h - inner) / 2} width={inner} height={inner} aria-hidden="true">
      <TilePicture tile={tile} table={table} label="" />
    </foreignObject>
  );
}
