import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { figurePage, type FigureLayout } from "../../src/views/figure-layout";
import type { FieldFigure } from "../../src/views/field-figure";
import { mapNamed } from "../../src/views/colour-maps";

/** A field of 6 × 4 cells with a wave in it, twice as wide as high. */
export const wave: FieldFigure = {
  picture: { key: "wave", nx: 6, ny: 4, values: Float32Array.from({ length: 24 }, (_, i) => Math.sin(i)) },
  map: mapNamed("viridis"),
  spacing: [0.5, 0.5],
  title: "Хвиля ω: u at t = 4.2×10⁻³",
  unit: " mV",
};
const layout: FigureLayout = { width: 86, title: true, axes: true, bar: true, caption: "Поле ґїєі з λ = 2π/k; made for a test of figures." };
export const wavePage = (change: Partial<FigureLayout> = {}) => figurePage(wave, { ...layout, ...change });

const require = createRequire(import.meta.url);
/** The typefaces of figures: Latin, Cyrillic, Greek, as the packages ship them. */
export const figureFonts = (): Uint8Array<ArrayBuffer>[] =>
  [
    "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff",
    "@fontsource/ibm-plex-mono/files/ibm-plex-mono-cyrillic-400-normal.woff",
    "katex/dist/fonts/KaTeX_Math-Italic.ttf",
    "katex/dist/fonts/KaTeX_Main-Regular.ttf",
  ].map((path) => new Uint8Array(readFileSync(require.resolve(path))));
