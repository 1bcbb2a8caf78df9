import type { ImportedArray } from "./connector";

type Spacing = NonNullable<ImportedArray["spacing"]>;

/** Other programs' names of units of length, in lower case, to ours. */
const unitNames: Record<string, string> = {
  nanometer: "nm",
  nanometre: "nm",
  nanometers: "nm",
  um: "µm",
  μm: "µm",
  micron: "µm",
  microns: "µm",
  micrometer: "µm",
  micrometre: "µm",
  millimeter: "mm",
  millimetre: "mm",
  centimeter: "cm",
  centimetre: "cm",
  meter: "m",
  metre: "m",
  inches: "inch",
  in: "inch",
};

/** Units of length that can be chosen, as we write them. */
export const knownUnits: readonly string[] = ["pm", "Å", "nm", "µm", "mm", "cm", "m", "km", "inch"];

/** A unit of length as we write it; one that we do not know is left as it is. */
export function unitOf(name: string): string {
  const trimmed = name.trim().replace(/\\u00b5/i, "µ");
  return unitNames[trimmed.toLowerCase()] ?? trimmed;
}

/** Edges of the cells, when all of them are lengths. */
export function spacingOf(edge: readonly number[], unit: string): Spacing | undefined {
  return edge.every((one) => Number.isFinite(one) && one > 0) ? { edge, unit } : undefined;
}

const micrometresPerInch = 25400;
/** What programs write who know no size: the dots per inch of a screen. */
const screens = [72, 96];

/**
 * Spacing of an image from its dots per µm, as scanners note them: `[ny, nx]`. A screen's 72 and 96 dots per inch say nothing of
 * the specimen and are left aside.
 */
export function spacingFromDots(perMicrometre: { x: number; y: number }, warnings: string[]): Spacing | undefined {
  const { x, y } = perMicrometre;
  const inch = (dots: number) => dots * micrometresPerInch;
  const isScreen = [x, y].every((dots) => screens.some((screen) => Math.abs(inch(dots) - screen) < 0.5));
  const spacing = isScreen ? undefined : spacingOf([1 / y, 1 / x], "µm");
  if (spacing)
    warnings.push(
      `The size of a pixel is from the resolution that the file notes, ${Number(inch(x).toPrecision(5))} dots per inch. It is right if the specimen was scanned at that.`,
    );
  return spacing;
}

export const perInch = (dots: number): number => dots / micrometresPerInch;
export const perCentimetre = (dots: number): number => dots / 1e4;
export const perMetre = (dots: number): number => dots / 1e6;
