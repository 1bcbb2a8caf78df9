import { registry } from "../src/core/define/registry";
import type { NotebookText } from "../src/notebook/parse";
import turingPatterns from "./turing-patterns.md?raw";

/** The order here is the order on the shelf. */
export const notebooks = registry<NotebookText>("notebook", [
  {
    id: "turing-patterns",
    title: "Spots from nothing: Turing patterns",
    summary: "Why two chemicals that settle when stirred make spots when they spread, and how large the spots are.",
    text: turingPatterns,
  },
]);
