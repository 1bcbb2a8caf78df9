import { isAdaptive, type Solver } from "../core/solvers/solver";
import { t } from "../ui/text";

/** A method in a line: what it costs, what it is good for, what it asks for. */
export function integratorInWords(solver: Solver): string {
  const order = t("order {{order}}", { order: solver.order });
  switch (solver.family) {
    case "adams-bashforth":
      return t("{{order}} for one evaluation a step, with the slope of the step before", { order });
    case "spectral":
      return solver.scheme === "etdrk4"
        ? t("{{order}}; linear terms exactly, for stiff equations; periodic sides, no mask", { order })
        : t("{{order}}; linear terms implicitly, for large steps; periodic sides, no mask", { order });
    case "runge-kutta": {
      const count = evaluationsOf(solver);
      const cost = t("{{order}}, {{count}} evaluations a step", { order, count });
      return isAdaptive(solver) ? t("{{cost}}; chooses its steps by their error", { cost }) : cost;
    }
  }
}

/** Slopes worked out in a step. One at the new state is the first of the next step and costs nothing. */
function evaluationsOf({ a, b }: Extract<Solver, { family: "runge-kutta" }>): number {
  const lastIsNext = a.length > 1 && b.at(-1) === 0 && JSON.stringify(a.at(-1)) === JSON.stringify(b.slice(0, -1));
  return lastIsNext ? a.length - 1 : a.length;
}

/** The name of a method where there is little room: "Euler" for "Euler (order 1)", "Dormand–Prince" for "Dormand–Prince 5(4), adaptive". */
export const shortTitle = ({ title }: Pick<Solver, "title">): string => t(title).split(/ [\d(]|, | in | у /)[0]!;
