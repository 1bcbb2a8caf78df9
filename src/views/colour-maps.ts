import type { Definition } from "../core/define/registry";
import { registry } from "../core/define/registry";
import { along } from "./colour-maps/along";
import { colourTables } from "./colour-maps/tables";

/** `sequential`: low to high. `diverging`: away from 0 both ways, so 0 has the middle colour. `cyclic`: for angles, ends meet. */
export type ColourMapKind = "sequential" | "diverging" | "cyclic";

export interface ColourMap extends Definition {
  kind: ColourMapKind;
  source: string;
  /** The colour for t in [0, 1], as `#` and 6 hexadecimal digits. */
  at(t: number): string;
}

const crameri = "Crameri 2018, doi:10.5281/zenodo.1243862";
const cmocean = "cmocean, Thyng et al. 2016, doi:10.5670/oceanog.2016.66";
const smithVanDerWalt = "van der Walt, Smith 2015";

/** The maps a field can be drawn with. No rainbows: equal steps of the value look equally large. */
export const colourMaps = registry<ColourMap>("colour map", [
  { id: "viridis", title: "Viridis", kind: "sequential", source: smithVanDerWalt, at: along(colourTables.viridis) },
  {
    id: "cividis",
    title: "Cividis",
    kind: "sequential",
    source: "Nuñez, Anderton, Renslow 2018, doi:10.1371/journal.pone.0199239",
    at: along(colourTables.cividis),
  },
  { id: "magma", title: "Magma", kind: "sequential", source: smithVanDerWalt, at: along(colourTables.magma) },
  { id: "inferno", title: "Inferno", kind: "sequential", source: smithVanDerWalt, at: along(colourTables.inferno) },
  { id: "plasma", title: "Plasma", kind: "sequential", source: smithVanDerWalt, at: along(colourTables.plasma) },
  { id: "batlow", title: "Batlow", kind: "sequential", source: crameri, at: along(colourTables.batlow) },
  { id: "thermal", title: "Thermal", kind: "sequential", source: cmocean, at: along(colourTables.thermal) },
  { id: "haline", title: "Haline", kind: "sequential", source: cmocean, at: along(colourTables.haline) },
  { id: "ice", title: "Ice", kind: "sequential", source: cmocean, at: along(colourTables.ice) },
  { id: "blue-red", title: "Blue–red, around 0", kind: "diverging", source: "Brewer 2002, ColorBrewer RdBu", at: along(colourTables.blueRed) },
  { id: "vik", title: "Vik, around 0", kind: "diverging", source: crameri, at: along(colourTables.vik) },
  { id: "balance", title: "Balance, around 0", kind: "diverging", source: cmocean, at: along(colourTables.balance) },
  { id: "phase", title: "Phase, for angles", kind: "cyclic", source: cmocean, at: along(colourTables.phase) },
  { id: "twilight", title: "Twilight, for angles", kind: "cyclic", source: "Bechtold 2017", at: along(colourTables.twilight) },
]);

/** The map that is meant; the first for one that is not known. */
export const mapNamed = (id: string): ColourMap => colourMaps.get(colourMaps.has(id) ? id : "viridis");

/** Entries of a lookup table. */
export const lutSize = 256;

/** A map as 256 colours, red, green, blue, opacity, 8 bits each: what the shader and the PNG export look up. */
export function lookupTable(map: ColourMap): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(4 * lutSize);
  for (let i = 0; i < lutSize; i++) {
    const colour = Number.parseInt(map.at(i / (lutSize - 1)).slice(1), 16);
    table.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255], 4 * i);
  }
  return table;
}

/** Where a value cannot be drawn: not a number, or infinite. Part of no map. */
export const notFiniteColour: readonly [number, number, number] = [255, 43, 214];
