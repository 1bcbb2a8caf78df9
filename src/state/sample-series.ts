/** Something known from outside the data, to hold change points against; never scored. */
export interface SeriesEvent {
  /** Label of the row at which it happened. */
  at: string;
  title: string;
  note: string;
}

/** A series that ships with the workbench, as `public/samples/series/index.json` lists it. */
export interface SampleSeries {
  id: string;
  file: string;
  title: string;
  /** The column opened first. */
  column: string;
  /** Unit of each column. */
  units: Record<string, string>;
  /** One sentence: what there is to learn. */
  teaching: string;
  source: string;
  licence: string;
  detect: { method: string; options: Record<string, number | boolean | string> };
  windows: { metric: string; window: number };
  events: SeriesEvent[];
}

/** Where the samples lie, relative to the page. */
export const sampleFolder = "samples/series/";
