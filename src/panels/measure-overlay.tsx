import { useMemo, type ReactNode } from "react";
import type { ImportedArray } from "../connectors/connector";
import type { Mask } from "../core/define/metric";
import { components, type Components } from "../core/metrics/components";
import { neighboursOf, type Reach } from "../core/metrics/connectivity";
import type { BoxCountingDetail } from "../core/metrics/box-counting";
import type { LocalDimensionDetail } from "../core/metrics/local-dimension";
import type { SkeletonGraphDetail } from "../core/metrics/skeleton-graph";
import type { MeasureFacts, MetricEntry } from "../state/measure-slice";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { colourMaps } from "../views/colour-maps";
import { labelColours } from "../views/label-colours";
import { labelRaster, mapRaster, setRaster, type PlacedSet } from "../views/mask-image";
import { LegendItem, LegendScale } from "../views/overlay-legend";
import type { Overlay } from "../views/picture-layers";
import type { Cell } from "../views/use-field-gestures";
import { coveringBoxes } from "./measure-overlay-boxes";
import { detailOf, metricOf, type OverlayFacts, type OverlayKind } from "./measure-overlay-kinds";
import { planeOfSet } from "./measure-overlay-picture";
import { useSeenSet, type SeenSet } from "./measure-preview";
import { skeletonDrawing } from "./measure-overlay-skeleton";

/** What lies over the image, with its legend. */
export interface DrawnOverlay {
  overlay: Overlay | null;
  legend: ReactNode;
  /** What it tells of a cell; null for nothing. */
  wordsAt(cell: Cell): string | null;
  /** Edges between which the boxes can be chosen; empty for another overlay. */
  edges: readonly number[];
}

/** What is chosen to be drawn. */
export interface OverlayChoice {
  kind: OverlayKind;
  /** Edge of the boxes in cells, the nearest that was counted is taken; null for one in the middle of the fitted window. */
  edge: number | null;
  /** Plane of a volume. */
  plane: number;
}

/** More cells than this would hold up the page while their components are looked for. */
const mostLabelled = 2 ** 20;

const nothingThere = { overlay: null, wordsAt: () => null, edges: [] };
const inWords = (words: string): DrawnOverlay => ({ ...nothingThere, legend: words });

/** Works out what is drawn, anew only when what it is drawn from or the choice changed. */
export function useOverlay({ shape }: Pick<ImportedArray, "shape">, measure: MeasureFacts, choice: OverlayChoice): DrawnOverlay {
  const { measured, setting, entries } = measure;
  const entry = entries[metricOf(choice.kind) ?? ""] ?? null;
  const upToDate = measured === setting;
  const set = useSeenSet();
  const labelled = useComponents(set?.mask ?? null, entry, choice.kind === "components" && upToDate);
  return useMemo(() => drawn({ shape, set, entry, upToDate }, choice, labelled), [shape, set, entry, upToDate, choice, labelled]);
}

function drawn(facts: OverlayFacts, choice: OverlayChoice, labelled: Components | null): DrawnOverlay {
  const { set, shape } = facts;
  if (choice.kind === "none" || !set) return inWords("");
  const place = planeOfSet(set, shape, choice.plane);
  if (!place) return inWords(t("This plane lies outside the measured part."));
  switch (choice.kind) {
    case "set":
      return drawnSet(set, place);
    case "boxes":
      return drawnBoxes(facts, set, place, choice.edge);
    case "skeleton":
      return drawnSkeleton(facts, set, place);
    case "local-dimension":
      return drawnLocalDimension(facts, set, place);
    case "components":
      return drawnComponents(set, labelled, place);
  }
}

const planeIn = ({ start, nx, ny }: PlacedSet): number => start / (nx * ny);

function drawnSet({ foreground }: SeenSet, place: PlacedSet): DrawnOverlay {
  return {
    ...nothingThere,
    overlay: { kind: "cells", x0: place.x0, y0: place.y0, raster: setRaster(place) },
    legend: <LegendItem mark="set">{t("set, {{foreground}} %", { foreground: formatNumber(100 * foreground, 3) })}</LegendItem>,
    wordsAt: (cell) => (cellOf(place, cell) === null ? null : place.values[cellOf(place, cell)!] ? t("in the set") : t("not in the set")),
  };
}

/** Index of a cell of the image in the set's cells; null outside the measured part. */
function cellOf({ x0, y0, nx, ny, start }: PlacedSet, { x, y }: Cell): number | null {
  return x >= x0 && y >= y0 && x < x0 + nx && y < y0 + ny ? start + (y - y0) * nx + x - x0 : null;
}

function drawnBoxes(facts: OverlayFacts, set: SeenSet, place: PlacedSet, wanted: number | null): DrawnOverlay {
  const found = detailOf<BoxCountingDetail>(facts);
  if ("words" in found) return { ...drawnSet(set, place), legend: found.words };
  const { edges, window, spread } = found.detail;
  const edge = nearestEdge(edges, wanted ?? Math.sqrt(window[0] * window[1]));
  const { cover, total, here } = coveringBoxes(set.mask, edge, planeIn(place));
  const range = spread?.[edges.indexOf(edge)];
  return {
    ...nothingThere,
    overlay: { kind: "boxes", x0: place.x0, y0: place.y0, ...cover },
    edges,
    legend: (
      <>
        <LegendItem mark="box">
          {t("{{boxes}} of {{cells}}", {
            boxes: t("{{n}} boxes", { n: formatCount(total), count: total }),
            cells: t("{{n}} cells", { n: edge, count: edge }),
          })}
          {here !== total && t(", {{here}} in this plane", { here: formatCount(here) })}
        </LegendItem>
        {range && range[0] < range[1] && (
          <span>{t("on other grids {{low}} to {{high}}", { low: formatCount(range[0]), high: formatCount(range[1]) })}</span>
        )}
      </>
    ),
  };
}

/** The edge whose ratio to another is nearest to 1. */
export const nearestEdge = (edges: readonly number[], to: number): number =>
  edges.reduce((best, edge) => (Math.abs(Math.log(edge / to)) < Math.abs(Math.log(best / to)) ? edge : best));

function drawnSkeleton(facts: OverlayFacts, set: SeenSet, place: PlacedSet): DrawnOverlay {
  const found = detailOf<SkeletonGraphDetail>(facts);
  if ("words" in found) return { ...drawnSet(set, place), legend: found.words };
  const { shape } = set.mask;
  const drawing = skeletonDrawing(found.detail, shape, planeIn(place));
  const { ends, branchings, crossings } = found.detail;
  return {
    ...nothingThere,
    overlay: { kind: "skeleton", x0: place.x0, y0: place.y0, ...drawing },
    legend: (
      <>
        <LegendItem mark="skeleton">
          {t("{{n}} branches", { n: formatCount(found.detail.branches.length), count: found.detail.branches.length })}
        </LegendItem>
        <LegendItem mark="end">{t("{{n}} ends", { n: formatCount(ends), count: ends })}</LegendItem>
        <LegendItem mark="branching">{t("{{n}} branchings", { n: formatCount(branchings), count: branchings })}</LegendItem>
        <LegendItem mark="crossing">{t("{{n}} crossings", { n: formatCount(crossings), count: crossings })}</LegendItem>
        {shape.length === 3 && <span>{t("drawn where it lies in this plane")}</span>}
      </>
    ),
  };
}

function drawnLocalDimension(facts: OverlayFacts, set: SeenSet, place: PlacedSet): DrawnOverlay {
  const found = detailOf<LocalDimensionDetail>(facts);
  if ("words" in found) return { ...drawnSet(set, place), legend: found.words };
  const { map, inside, quantiles } = found.detail;
  const range = { low: quantiles[0]!, high: quantiles.at(-1)! };
  const colours = colourMaps.get("viridis");
  return {
    ...nothingThere,
    overlay: { kind: "cells", x0: place.x0, y0: place.y0, raster: mapRaster({ ...place, values: map }, inside, colours, range) },
    legend: <LegendScale map={colours} {...range} label={t("Local dimension")} />,
    wordsAt(cell) {
      const at = cellOf(place, cell);
      return at !== null && inside[at] ? t("local dimension {{value}}", { value: formatNumber(map[at], 3) }) : null;
    },
  };
}

/** The components of the set, cells joined as the metric joins them. */
function useComponents(set: Mask | null, entry: MetricEntry | null, wanted: boolean): Components | null {
  const { connectivity = "all", periodic = false } = entry?.report?.options ?? {};
  return useMemo(() => {
    if (!wanted || !set || set.cells.length > mostLabelled) return null;
    return components(set, { connectivity: neighboursOf(connectivity as Reach, set.shape.length), periodic: periodic === true });
  }, [wanted, set, connectivity, periodic]);
}

function drawnComponents(set: SeenSet, labelled: Components | null, place: PlacedSet): DrawnOverlay {
  if (set.mask.cells.length > mostLabelled)
    return inWords(
      t("{{cells}} cells are too many to colour here: choose a part of at most {{mostLabelled}}. The count is of all.", {
        cells: formatCount(set.mask.cells.length),
        mostLabelled: formatCount(mostLabelled),
      }),
    );
  if (!labelled) return { ...drawnSet(set, place), legend: t("Measured in a moment.") };
  const { labels, sizes, count } = labelled;
  return {
    ...nothingThere,
    overlay: { kind: "cells", x0: place.x0, y0: place.y0, raster: labelRaster({ ...place, values: labels }, labelColours) },
    legend: t("{{n}} pieces, the largest of {{largest}} cells.", {
      n: formatCount(count),
      count,
      largest: formatCount(largest(sizes)),
    }),
    wordsAt(cell) {
      const at = cellOf(place, cell);
      const label = at === null ? 0 : labels[at]!;
      return label > 0 ? t("a piece of {{n}} cells", { n: formatCount(sizes[label - 1]), count: sizes[label - 1]! }) : null;
    },
  };
}

const largest = (sizes: Uint32Array): number => sizes.reduce((most, size) => Math.max(most, size), 0);
