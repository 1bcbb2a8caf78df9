import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const setting = (id: string, title: string, note: string, a: number, m: number): Preset => ({
  id,
  title,
  note,
  parameters: { a, m, v: 182.5 },
  grid: { shape: [64, 256], spacing: [1, 0.5], stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "bogacki-shampine", dt: 0.004 },
});

/** Rain that runs down a slope, and plants that hold it back. Uphill is the direction of x. */
export const klausmeier = defineModel({
  id: "klausmeier",
  title: "Klausmeier vegetation",
  summary: "On a dry slope plants gather in bands that catch the water running down, and the bands climb uphill.",
  family: "Ecology and epidemics",
  thumbnail: { field: "n", steps: 12000 },
  source: "Klausmeier 1999, Science 284:1826, doi:10.1126/science.284.5421.1826, equations 3 and 4",
  dimensions: [2],
  species: {
    w: { title: "Water", unit: "1", range: [0, 4] },
    n: { title: "Plants", unit: "1", range: [0, 12] },
  },
  params: {
    a: num(1.2, { title: "Rain", unit: "1/T", min: 0, max: 3, help: "Vegetation without pattern needs a ≥ 2m." }),
    m: num(0.45, { title: "Loss of plants", unit: "1/T", min: 0.2, max: 0.8, help: "Klausmeier takes 0.45 for grass and 0.045 for trees." }),
    v: num(182.5, { title: "Speed of the water", unit: "L/T", min: 0, max: 200, help: "Downhill, which is towards smaller x." }),
  },
  equations: {
    w: "a - w - w*n^2 + v*dx(w)",
    n: "laplacian(n) + w*n^2 - m*n",
  },
  grid: { shape: [64, 256], spacing: [1, 0.5], stencil: "standard" },
  integrator: { method: "bogacki-shampine", dt: "auto" },
  initial: { kind: "noise", around: { w: 0.2, n: 2 }, amplitude: 0.1 },
  presets: [
    setting("bands", "Bands that climb", "Bands along the contour lines; each climbs uphill, for it is wetter above than below.", 1.2, 0.45),
    setting("desert", "Desert", "Too little rain for bands: the plants die out.", 0.3, 0.45),
    setting("meadow", "Closed vegetation", "Enough rain everywhere: the cover closes.", 3, 0.45),
  ],
});
