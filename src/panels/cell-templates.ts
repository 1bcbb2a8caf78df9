/** A kind of cell to insert: a beginning that runs as it stands. */
export interface CellTemplate {
  id: string;
  title: string;
  /** What it is for, in a few words. */
  note: string;
  kind: "markdown" | "code";
  source: string;
}

const slider = `const rate = slider("Feed rate", { min: 0.01, max: 0.08, step: 0.001, value: 0.037 });`;

const choice = `const shown = choice("Field to show", ["u", "v"]);`;

const file = `const table = fileInput("A table to read", { accept: ".csv" });
table?.table() ?? "Choose a file above.";`;

const simulation = `const grown = await simulate(
  {
    model: "gray-scott",
    parameters: { F: 0.037, k: 0.06 },
    grid: { shape: [96, 96] },
    steps: 4000,
    seed: 7,
  },
  { show: "v" },
);`;

const plot = `Plot.plot({
  title: "Values in their order",
  y: { grid: true },
  marks: [Plot.lineY([3, 1, 4, 1, 5, 9, 2, 6].map((value, i) => ({ i, value })), { x: "i", y: "value" })],
});`;

const question = `question({
  ask: "What does a dimension of 2 say of a set in the plane?",
  options: ["It is a fractal.", "It fills the plane as an area does."],
  answer: 1,
  why: "Lines have 1, areas 2; a fractal lies between.",
});`;

/** The order here is the order in the menu. */
export const cellTemplates: readonly CellTemplate[] = [
  { id: "text", title: "Text", note: "Markdown, formulas between dollar signs", kind: "markdown", source: "" },
  { id: "code", title: "TypeScript", note: "what it declares, other cells can use", kind: "code", source: "" },
  { id: "slider", title: "Slider", note: "a number to set by hand", kind: "code", source: slider },
  { id: "choice", title: "Choice", note: "one among several words", kind: "code", source: choice },
  { id: "file", title: "File", note: "a table or text of your own", kind: "code", source: file },
  { id: "simulation", title: "Simulation", note: "a run, with its field", kind: "code", source: simulation },
  { id: "chart", title: "Chart", note: "any drawing of Observable Plot", kind: "code", source: plot },
  { id: "question", title: "Question", note: "to check what was understood", kind: "code", source: question },
];
