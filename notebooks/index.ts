import { shelf } from "../src/notebook/shelf";
import turingPatterns from "./turing-patterns.md?raw";

/** The order here is the order on the shelf. */
export const notebooks = shelf([
  {
    id: "turing-patterns",
    title: "Spots from nothing: Turing patterns",
    summary: "Why two chemicals that settle when stirred make spots when they spread, and how large the spots are.",
    text: turingPatterns,
  },
]);
