import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const film = (id: string, title: string, u: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { A: 0.5, b: 0.4 },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "bogacki-shampine", dt: 0.001 },
  initial: { kind: "noise", around: { u }, amplitude: 0.01 },
});

/**
 * A film of height u in the lubrication approximation, under surface tension and a disjoining pressure Π:
 * u_t = −∇·(u³∇(∇²u + Π(u))), Π = −A(1/u³ − b/u⁴). The repulsion keeps the height from reaching 0, however it is stepped.
 */
export const thinFilm = defineModel({
  id: "thin-film",
  title: "Thin film",
  summary: "A liquid film that does not wet its support breaks up into drops, first at the wavelength 2π√(2/Π′).",
  family: "Phases and interfaces",
  thumbnail: { steps: 6000 },
  source:
    "Oron, Davis & Bankoff 1997, Rev. Mod. Phys. 69:931, doi:10.1103/RevModPhys.69.931; this pressure: Glasner & Witelski 2003, Phys. Rev. E 67:016302, doi:10.1103/PhysRevE.67.016302",
  species: { u: { title: "Height", unit: "1", range: [0.2, 3], rest: 1 } },
  params: {
    A: num(0.5, {
      title: "Attraction to itself",
      unit: "1/L²",
      min: 0,
      max: 0.6,
      help: "Strength of the pressure that draws liquid from thin to thick places.",
    }),
    b: num(0.4, {
      title: "Height of the remaining film",
      unit: "1",
      min: 0.3,
      max: 0.8,
      help: "Films higher than 4b/3 break up; about b is left between drops. From 0.3: with less, the foot of a drop is narrower than a cell of the presets.",
    }),
  },
  equations: { u: "-div(u^3*grad(laplacian(u) - A*(1/u^3 - b/u^4)))" },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "bogacki-shampine", dt: 0.001 },
  initial: { kind: "noise", around: { u: 1 }, amplitude: 0.01 },
  presets: [
    film("drops", "Drops", 1, "Ridges break into drops, of which the large ones feed on the small ones. Steps follow their error: drops are stiff."),
    film("holes", "Holes", 1.2, "A thicker film opens holes, and what is pushed aside forms a net of ridges."),
  ],
});
