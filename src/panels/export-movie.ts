import type { LateExporter } from "../exporters/exporter";
import type { PageFrame } from "../exporters/html";
import type { MovieInput } from "../exporters/movie";
import type { GridState } from "../exporters/grid-state";
import { exportFileLater } from "../exporters/provenance";
import type { ExportedFile } from "../exporters/exporter";
import { framesOf, replay } from "../state/replay";
import type { Services } from "../state/services";
import { lookupTable } from "../views/colour-maps";
import { rangeNamed, usualRange, type RangeChoice } from "../views/colour-ranges";
import type { FieldFigure } from "../views/field-figure";
import { figurePage, type FigureLayout } from "../views/figure-layout";
import { figurePainter } from "../views/figure-pixels";
import { paint } from "../views/paint";
import type { FieldFrame } from "../engine/protocol";
import type { ExportWork } from "./export-job";
import type { ExportOptions } from "./export-options";
import type { ExportedState } from "./export-state";

type Engines = Pick<Services, "startSeriesAnalyst">;

/** Steps from frame to frame, so that there are at most so many frames from the start to the shown state. */
export const stepsBetween = (step: number, frames: number): number => Math.max(1, Math.ceil(step / Math.max(1, frames - 1)));

/** How many frames that makes. */
export const frameCount = (state: ExportedState, frames: number): number =>
  framesOf({ spec: state.spec, every: stepsBetween(state.frame.step, frames) });

/** A page as wide as a movie: its letters become larger with fewer pixels, which a screen needs. */
const moviePage = { bare: 100, framed: 120 } as const;
const layoutOf = (framed: boolean): FigureLayout => ({
  width: framed ? moviePage.framed : moviePage.bare,
  title: framed,
  axes: false,
  bar: framed,
  caption: "",
});

/** Size of a movie in pixels, both even. */
export function movieSize(state: ExportedState, { framed, pixels }: Pick<ExportOptions, "framed" | "pixels">): { width: number; height: number } {
  const page = figurePage(state.figure, layoutOf(framed));
  const even = (length: number) => 2 * Math.max(1, Math.round(length / 2));
  return { width: even(pixels), height: even((pixels * page.height) / page.width) };
}

/** The run from its start to the shown state as a movie, made on an engine of its own. */
export async function makeMovie(
  exporter: LateExporter<MovieInput>,
  state: ExportedState,
  options: Pick<ExportOptions, "framed" | "pixels" | "frames" | "frameRate" | "held">,
  services: Engines,
  work: ExportWork,
): Promise<ExportedFile> {
  const layout = layoutOf(options.framed);
  const draw = drawing(state, options.held);
  const painter = figurePainter(figurePage(state.figure, layout), options.pixels, true);
  async function* frames() {
    for await (const frame of replayed(state, [state.field], options.frames, services, work)) {
      painter.draw(figurePage(draw(frame), layout));
      yield painter.pixels().rgba;
    }
  }
  const { width, height } = painter.canvas;
  const input: MovieInput = { width, height, frameRate: options.frameRate, title: state.title, frames: frames() };
  return exportFileLater(exporter, `${state.stem}-${state.field}`, input, state.provenance);
}

/** Frames for a page of the run: one pixel a cell. */
export async function* pageFrames(
  state: ExportedState,
  { frames, held }: Pick<ExportOptions, "frames" | "held">,
  services: Engines,
  work: ExportWork,
): AsyncGenerator<PageFrame> {
  const draw = drawing(state, held);
  for await (const frame of replayed(state, [state.field], frames, services, work)) {
    const { picture, map, range = usualRange } = draw(frame);
    const rgba = paint(picture, rangeNamed(range.id).contrast(picture, map.kind === "diverging", range), lookupTable(map));
    yield { step: frame.step, time: frame.time, width: picture.nx, height: picture.ny, rgba };
  }
}

/** Every field at each of the frames. */
export async function historyOf(state: ExportedState, frames: number, services: Engines, work: ExportWork): Promise<GridState[]> {
  const states: GridState[] = [];
  for await (const { step, time, fields } of replayed(state, Object.keys(state.frame.fields), frames, services, work))
    states.push({ step, time, fields });
  return states;
}

/** The figure of a frame, with the colour range of the shown state or one of its own. */
function drawing(state: ExportedState, held: boolean): (frame: FieldFrame) => FieldFigure {
  const { picture, map, range = usualRange } = state.figure;
  const { low, high, logarithmic } = rangeNamed(range.id).contrast(picture, map.kind === "diverging", range);
  const fixed: RangeChoice | null = held && !logarithmic ? { id: "fixed", low, high } : null;
  return (frame) => (fixed ? { ...state.figureAt(frame), range: fixed } : state.figureAt(frame));
}

async function* replayed(state: ExportedState, fields: readonly string[], frames: number, { startSeriesAnalyst }: Engines, work: ExportWork) {
  const engine = startSeriesAnalyst();
  try {
    yield* replay(engine, { spec: state.spec, every: stepsBetween(state.frame.step, frames), fields, backend: state.backend }, work);
  } finally {
    engine.dispose();
  }
}
