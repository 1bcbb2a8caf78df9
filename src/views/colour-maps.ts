import { hcl, interpolateCividis, interpolateInferno, interpolateMagma, interpolateRdBu, interpolateViridis, rgb } from "d3";
import type { Definition } from "../core/define/registry";
import { registry } from "../core/define/registry";

/** `sequential`: low to high. `diverging`: away from 0 both ways, so 0 has the middle colour. `cyclic`: for angles, ends meet. */
export type ColourMapKind = "sequential" | "diverging" | "cyclic";

export interface ColourMap extends Definition {
  kind: ColourMapKind;
  source: string;
  /** A CSS colour for t in [0, 1]. */
  at(t: number): string;
}

/** Equal lightness and chroma round the hue circle, so no angle stands out by being lighter. */
const phaseCircle = (t: number): string => hcl(360 * t + 20, 50, 62).formatHex();

/** The maps a field can be drawn with. No rainbows: equal steps of the value look equally large. */
export const colourMaps = registry<ColourMap>("colour map", [
  { id: "viridis", title: "Viridis", kind: "sequential", source: "van der Walt, Smith 2015", at: interpolateViridis },
  {
    id: "cividis",
    title: "Cividis",
    kind: "sequential",
    source: "Nuñez, Anderton, Renslow 2018, doi:10.1371/journal.pone.0199239",
    at: interpolateCividis,
  },
  { id: "magma", title: "Magma", kind: "sequential", source: "van der Walt, Smith 2015", at: interpolateMagma },
  { id: "inferno", title: "Inferno", kind: "sequential", source: "van der Walt, Smith 2015", at: interpolateInferno },
  { id: "blue-red", title: "Blue–red, around 0", kind: "diverging", source: "Brewer 2002, ColorBrewer RdBu", at: (t) => interpolateRdBu(1 - t) },
  { id: "phase", title: "Phase, for angles", kind: "cyclic", source: "circle of equal lightness and chroma in CIELAB", at: phaseCircle },
]);

/** Entries of a lookup table. */
export const lutSize = 256;

/** A map as 256 colours, red, green, blue, opacity, 8 bits each: what the shader and the PNG export look up. */
export function lookupTable(map: ColourMap): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(4 * lutSize);
  for (let i = 0; i < lutSize; i++) {
    const { r, g, b } = rgb(map.at(i / (lutSize - 1)));
    table.set([r, g, b, 255], 4 * i);
  }
  return table;
}

/** Where a value cannot be drawn: not a number, or infinite. Part of no map. */
export const notFiniteColour: readonly [number, number, number] = [255, 43, 214];
