/** A cell seen from outside: the names it needs and those it declares. */
export interface CellNames {
  id: string;
  inputs: readonly string[];
  outputs: readonly string[];
}

export interface CellGraph {
  /** Every cell that can run, each after those it needs; otherwise in the order of the text. */
  order: string[];
  /** For each cell, the cells whose names it uses. */
  needs: ReadonlyMap<string, readonly string[]>;
  /** Why a cell cannot run, in words. Cells that need it are not among them: they fail when their turn comes. */
  problems: ReadonlyMap<string, string>;
}

/**
 * Orders cells by the names they exchange. A name may be declared once; cells may not need each other in a circle.
 * @param title how a cell is called in messages, such as `cell 3`.
 */
export function cellGraph(cells: readonly CellNames[], title: (id: string) => string = (id) => id): CellGraph {
  const problems = new Map<string, string>();
  const makers = makersOf(cells);
  for (const [name, ids] of makers) {
    if (ids.length === 1) continue;
    const places = ids.map(title).join(" and ");
    for (const id of ids) problems.set(id, `"${name}" is declared in ${places}; a name can be declared only once: give one of them another name`);
  }

  const needs = new Map(cells.map((cell) => [cell.id, unique(cell.inputs.flatMap((name) => makers.get(name) ?? [])).filter((id) => id !== cell.id)]));
  const order: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (id: string, trail: readonly string[]) => {
    if (state.get(id) === "done") return;
    if (state.get(id) === "open") {
      const circle = trail.slice(trail.indexOf(id));
      const words = `${[...circle, id].map(title).join(" needs ")}; break the circle by moving what they share into a cell of its own`;
      for (const member of circle) if (!problems.has(member)) problems.set(member, words);
      return;
    }
    state.set(id, "open");
    for (const needed of needs.get(id)!) visit(needed, [...trail, id]);
    state.set(id, "done");
    order.push(id);
  };
  for (const { id } of cells) visit(id, []);
  return { order: order.filter((id) => !problems.has(id)), needs, problems };
}

/** The given cells and all that they need, directly or through others. */
export const withNeeds = (graph: CellGraph, ids: Iterable<string>): Set<string> => reach(ids, (id) => graph.needs.get(id) ?? []);

/** The given cells and all that need them, directly or through others. */
export function withDependents(graph: CellGraph, ids: Iterable<string>): Set<string> {
  return reach(ids, (id) => [...graph.needs].filter(([, needed]) => needed.includes(id)).map(([dependent]) => dependent));
}

function reach(ids: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set(ids);
  for (const id of reached) for (const other of next(id)) reached.add(other);
  return reached;
}

function makersOf(cells: readonly CellNames[]): Map<string, string[]> {
  const makers = new Map<string, string[]>();
  for (const { id, outputs } of cells) for (const name of outputs) makers.set(name, [...(makers.get(name) ?? []), id]);
  return makers;
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
