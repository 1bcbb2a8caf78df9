import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const tissue = (id: string, title: string, D_X: number, D_Y: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { gamma: 0.0625, D_X, D_Y },
  grid: { shape: [96, 96], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.05 },
});

/**
 * Turing's own reactions, in his units: cells of 0.1 mm and 1000 s. A catalyst turns Y into X at the constant rate
 * 55(1 + γ)/32 as long as there is Y to turn. Near 0, no more than a tenth of a unit of time takes away is taken.
 */
export const turing = defineModel({
  id: "turing",
  title: "Turing",
  summary: "The two morphogens of Turing's numerical example, at the edge of instability: a ring of cells, or a tissue, with a dappled pattern.",
  family: "Biology",
  source: "Turing 1952, Phil. Trans. R. Soc. B 237:37, §10, doi:10.1098/rstb.1952.0012",
  species: {
    X: { title: "Morphogen X", unit: "1", range: [0, 4], rest: 1 },
    Y: { title: "Morphogen Y", unit: "1", range: [0, 4], rest: 1 },
  },
  params: {
    gamma: num(0.0625, {
      title: "Excess of catalyst",
      unit: "1",
      min: -0.25,
      max: 0.25,
      help: "With D_X = ½ and D_Y = ¼ patterns grow from 0 on; Turing let it rise slowly from −¼ to 1/16.",
    }),
    D_X: num(0.5, { title: "Diffusivity of X", unit: "cells²/T", min: 0, max: 1.5, help: "½: 5 × 10⁻⁸ cm²/s." }),
    D_Y: num(0.25, {
      title: "Diffusivity of Y",
      unit: "cells²/T",
      min: 0.1,
      max: 1.5,
      help: "¼: 2.5 × 10⁻⁸ cm²/s; at γ = 0 patterns need D_X > 2 D_Y. From 0.1: with none, Y piles up in single cells without end.",
    }),
  },
  equations: {
    X: "D_X*laplacian(X) + (57 + 55*gamma - 50*X*Y - 7*X^2)/32",
    Y: "max(D_Y*laplacian(Y) + (50*X*Y + 7*X^2 - 2*Y - 55 - 55*gamma)/32, -10*Y)",
  },
  grid: { shape: [96, 96], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.05 },
  initial: { kind: "noise", around: "fixed-point", amplitude: 0.01 },
  presets: [
    tissue("dappled", "Dappled tissue", 0.5, 0.25, "Turing's figures: waves of about six cells, that end in cells without Y."),
    tissue("coarser", "Further from the edge", 1.5, 0.6, "Faster diffusion and a larger ratio: patches of about ten cells."),
  ],
});
