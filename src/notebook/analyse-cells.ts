import { cellGraph, type CellGraph } from "./cell-graph";
import type { CellDefinition } from "./cell-host";
import { CellSyntaxError, compileCell, type CompiledCell } from "./cell-module";
import type { Cell } from "./parse";

/** Why a cell cannot run. */
export interface CellFault {
  message: string;
  /** From 1; null where it is no matter of one line. */
  line: number | null;
}

/** A notebook's code cells as they stand, ready to run. */
export interface AnalysedCells {
  graph: CellGraph;
  /** The present code and control values of each code cell, as one text; comments and spacing do not count. */
  keys: ReadonlyMap<string, string>;
  faults: ReadonlyMap<string, CellFault>;
  /** Of the cells without a fault. */
  definitions: CellDefinition[];
}

const nothing: CompiledCell = { code: "", key: "", inputs: [], outputs: [], controls: [] };

/** Compiles cells and orders them; a source is compiled once however often it is asked for. */
export function analyseCells(): (cells: readonly Cell[]) => AnalysedCells {
  let compiled = new Map<string, CompiledCell | CellSyntaxError>();
  return (cells) => {
    const code = cells.filter(({ kind }) => kind === "code");
    // Only what is still there is remembered: a source changes with every key.
    compiled = new Map(code.map(({ source }) => [source, compiled.get(source) ?? tryToCompile(source)]));
    const title = (id: string) => `cell ${code.findIndex((cell) => cell.id === id) + 1}`;
    const faults = new Map<string, CellFault>();
    const ready = new Map<string, CompiledCell>();
    for (const { id, source } of code) {
      const result = compiled.get(source)!;
      if (result instanceof CellSyntaxError) faults.set(id, { message: `column ${result.column}: ${result.message}`, line: result.line });
      ready.set(id, result instanceof CellSyntaxError ? nothing : result);
    }
    const names = [...ready].map(([id, { inputs, outputs }]) => ({ id, inputs: inputs.map(({ name }) => name), outputs }));
    const graph = cellGraph(names, title);
    for (const [id, message] of graph.problems) faults.set(id, { message, line: null });
    const makerOf = new Map(names.flatMap(({ id, outputs }) => outputs.map((name) => [name, id] as const)));
    const definitions = code
      .filter(({ id }) => !faults.has(id))
      .map(({ id, options: { controls } }): CellDefinition => {
        const { code: text, key, inputs, outputs } = ready.get(id)!;
        const makers = inputs.flatMap(({ name }) => (makerOf.has(name) ? [[name, makerOf.get(name)!] as const] : []));
        return { id, title: title(id), code: text, key, inputs, makers: Object.fromEntries(makers), outputs, controls };
      });
    return { graph, keys: new Map(code.map((cell) => [cell.id, keyOf(cell, compiled.get(cell.source)!)])), faults, definitions };
  };
}

const keyOf = ({ source, options: { controls } }: Cell, result: CompiledCell | CellSyntaxError): string =>
  `${JSON.stringify(controls)}\n${result instanceof CellSyntaxError ? source : result.key}`;

function tryToCompile(source: string): CompiledCell | CellSyntaxError {
  try {
    return compileCell(source);
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
}
