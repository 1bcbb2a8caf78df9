import type { Figure } from "./benchmark";

/** What the design asks of a figure: as a share of another, or in milliseconds where it is held against none. */
export interface Target {
  title: string;
  figure: string;
  against?: string;
  /** The figure is held against so much of the other. */
  share?: number;
  floor: number;
  aim: number;
}

/** What a kernel tuned by hand in WebAssembly reached of C with SSE4.1, in Node at 512 × 512, when the kernels were designed. */
const tunedByHand = 1033 / 1254;

const grayScott = (title: string, grid: string, floor: number, aim: number): Target => ({
  title: `${title}, 2 threads, of C with as many`,
  figure: `${grid} wasm, 2 threads`,
  against: `${grid} C, 2 threads`,
  floor,
  aim,
});

const ofSse = (n: number): Target => ({
  title: `f32 ${n}², 1 thread, of C with SSE4.1`,
  figure: `gray-scott ${n}x${n} f32 wasm, 1 thread`,
  against: `gray-scott ${n}x${n} f32 C with SSE4.1, 1 thread`,
  floor: 0.8,
  aim: 1,
});

const ofHand = (title: string, which: string): Target => ({
  title,
  figure: `gray-scott ${which} 512x512 f32, 1 thread`,
  against: "gray-scott by hand in C with SSE4.1 512x512 f32, 1 thread",
  share: tunedByHand,
  floor: 0.85,
  aim: 1,
});

/** "Targets" of the design of the kernels: floors, not ceilings. */
export const targets: readonly Target[] = [
  grayScott("f32 512²", "gray-scott 512x512 f32", 0.5, 0.6),
  grayScott("f32 2048²", "gray-scott 2048x2048 f32", 0.95, 1.2),
  grayScott("f64 512²", "gray-scott 512x512 f64", 0.45, 0.55),
  grayScott("f64 2048²", "gray-scott 2048x2048 f64", 0.95, 1.2),
  grayScott("f32 128³", "gray-scott-3d 128x128x128 f32", 0.5, 0.7),
  ...[128, 512, 2048].map(ofSse),
  ofHand("a model of the library, of a kernel tuned by hand", "of the library"),
  ofHand("the same typed in", "typed in"),
  {
    title: "MFN in f64 512², over numpy",
    figure: "mfn 512x512 f64 wasm, 2 threads",
    against: "mfn 512x512 f64 numpy",
    floor: 10,
    aim: 25,
  },
  {
    title: "live metrics at 512² beside a run, from one refresh to the next, ms",
    figure: "live metrics 512x512 beside a run on one thread, from one refresh to the next",
    floor: 100,
    aim: 100,
  },
  { title: "equation to first step, back end named, ms", figure: "equation to first step 256x256 f32 wasm, 1 thread", floor: 50, aim: 20 },
  { title: "equation to first step, automatic, ms", figure: "equation to first step 256x256 f32 auto", floor: 50, aim: 20 },
];

export interface Judged extends Target {
  /** Null where the figures are not there. */
  measured: number | null;
  verdict: "reached" | "above the floor" | "below the floor" | "not measured";
}

/** Every target beside what was measured. */
export function judge(figures: readonly Figure[], all: readonly Target[] = targets): Judged[] {
  return all.map((target) => {
    const figure = figures.find(({ name }) => name === target.figure);
    const ratio = target.against === undefined ? figure?.value : figure?.ratios?.[target.against];
    if (ratio === undefined) return { ...target, measured: null, verdict: "not measured" };
    const measured = ratio / (target.share ?? 1);
    const meets = (wanted: number) => (target.against === undefined ? measured <= wanted : measured >= wanted);
    return { ...target, measured, verdict: meets(target.aim) ? "reached" : meets(target.floor) ? "above the floor" : "below the floor" };
  });
}
