import type { NumberParam, Params } from "./params";
import type { BoundarySpec, GridSpec, InitialSpec, IntegratorSpec, RunSpec } from "../spec/run-spec";
import type { Simulation } from "../simulation";

/** One field of a model. */
export interface Species {
  title: string;
  unit: string;
  /** Values the field takes in ordinary runs: the range in which fixed points are sought. */
  range: readonly [number, number];
  /** Value at rest, taken by a bare `"dirichlet"` boundary; 0 when absent. */
  rest?: number;
  /** Unit of time of this field's equation: ∂/∂t is its right-hand side divided by this. Above 0, a number or a formula; 1 when absent. */
  timeScale?: number | string;
  symbol?: string;
}

/** A named, proven setting. It carries everything that its stability depends on, so that no preset can explode. */
export interface Preset {
  id: string;
  title: string;
  /** What one sees, and who described it. */
  note: string;
  parameters: Record<string, number | boolean | string>;
  grid?: Partial<GridSpec>;
  boundary?: BoundarySpec;
  initial?: InitialSpec;
  integrator?: IntegratorSpec;
}

/** A run for a small picture: as short as shows what the model is about. */
export interface Thumbnail {
  steps?: number;
  /** Id of a preset; else the first. */
  preset?: string;
  /** Cells `[ny, nx]`, or `[nz, ny, nx]`, of which the middle plane is shown. */
  shape?: GridSpec["shape"];
  field?: string;
}

/** What models are about, in the order in which the gallery shows them. */
export const families = [
  "Chemistry",
  "Biology",
  "Excitable media",
  "Oscillating media",
  "Ecology and epidemics",
  "Phases and interfaces",
  "Physics",
  "MFN",
] as const;
export type Family = (typeof families)[number];

interface ModelHead {
  id: string;
  title: string;
  /** One sentence on what the equations describe. */
  summary: string;
  /** Its group in the gallery; among the others when absent. */
  family?: Family;
  /** How its picture for the gallery comes about; see `thumbnailSpec` for what holds when parts are absent. */
  thumbnail?: Thumbnail;
  /** Author, year, journal, DOI. */
  source: string;
  dimensions: readonly (2 | 3)[];
  species: Record<string, Species>;
  grid: GridSpec;
  boundary: BoundarySpec;
  /** `"auto"`: 0.9 of the largest stable step. */
  integrator: { method: string; dt: number | "auto" };
  presets: readonly Preset[];
}

/** A model that is its equations: everything else is derived from them. */
export interface EquationModel extends ModelHead {
  kind: "equations";
  params: Record<string, NumberParam>;
  /** Right-hand side of ∂/∂t for each species, in the language of `core/equations`. */
  equations: Record<string, string>;
  /** Algebraic fields, computed from the others at every stage; equations and other auxiliary fields use them by name. */
  auxiliary?: Record<string, string>;
  initial: Exclude<InitialSpec, { kind: "model-default" | "file" }>;
  precision: "f32" | "f64";
}

/** A model with a step of its own: only where no equation reproduces it, as for the stream of numpy's generator. */
export interface SteppedModel extends ModelHead {
  kind: "stepped";
  params: Params;
  precision: "f64";
  start(spec: RunSpec): Promise<Simulation>;
}

export type Model = EquationModel | SteppedModel;

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;
type EquationDeclaration = Optional<Omit<EquationModel, "kind">, "dimensions" | "grid" | "boundary" | "precision" | "presets">;
type SteppedDeclaration = Omit<SteppedModel, "kind" | "precision">;

const usual = {
  dimensions: [2, 3],
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  precision: "f32",
  presets: [],
} as const satisfies Partial<EquationModel>;

/** Declares a model by its equations. Grid 256 × 256, spacing 1, periodic, f32 unless stated. */
export function defineModel(declaration: EquationDeclaration): EquationModel {
  return { ...usual, grid: { ...usual.grid, shape: [...usual.grid.shape] }, ...declaration, kind: "equations" };
}

/** Declares a model that supplies its own step, in double precision. */
export function defineSteppedModel(declaration: SteppedDeclaration): SteppedModel {
  return { ...declaration, kind: "stepped", precision: "f64" };
}
