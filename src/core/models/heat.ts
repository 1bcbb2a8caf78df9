import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const patches = "(sin(14*pi*x/Lx)*sin(10*pi*y/Ly) > 0.3)";

const setting = (id: string, title: string, note: string, more: Partial<Preset> = {}): Preset => ({
  id,
  title,
  note,
  parameters: { D: 1 },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "euler", dt: 0.2 },
  initial: { kind: "expression", u: patches },
  ...more,
});

/** Fourier's equation, u_t = ∇·(D∇u). */
export const heat = defineModel({
  id: "heat",
  title: "Heat conduction",
  summary: "Heat flows down its gradient: a wave of wavenumber k dies out at the rate Dk².",
  family: "Physics",
  thumbnail: { preset: "door", steps: 2000 },
  source: "Fourier 1822, Théorie analytique de la chaleur, §§ 127–142",
  species: { u: { title: "Temperature", unit: "1", range: [0, 1] } },
  params: { D: num(1, { title: "Diffusivity", unit: "L²/T", min: 0, max: 1, help: "A formula makes it differ from place to place." }) },
  equations: { u: "div(D*grad(u))" },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "euler", dt: 0.2 },
  initial: { kind: "expression", u: patches },
  presets: [
    setting("patches", "Hot patches", "Edges blur first: the sharper a feature, the sooner it is gone."),
    setting("door", "Hot room, cold room", "A wall that does not conduct, with a door in it; D is a formula.", {
      parameters: { D: "1 - (abs(x - 0.5*Lx) < 0.02*Lx)*(abs(y - 0.5*Ly) > 0.08*Ly)" },
      initial: { kind: "expression", u: "heaviside(Lx/2 - x)" },
    }),
  ],
});
