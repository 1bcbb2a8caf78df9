import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellGraph, withDependents, withNeeds, type CellNames } from "../../src/notebook/cell-graph";

const cell = (id: string, inputs: string, outputs: string): CellNames => ({
  id,
  inputs: inputs.split(" ").filter(Boolean),
  outputs: outputs.split(" ").filter(Boolean),
});

describe("cell graph", () => {
  const chain = [
    cell("chart", "wave", ""),
    cell("wave", "field run", "wave"),
    cell("field", "seed run", "field"),
    cell("seed", "", "seed"),
    cell("note", "", ""),
  ];

  it("puts each cell after those it needs, else in the order of the text", () => {
    expect(cellGraph(chain).order).toEqual(["seed", "field", "wave", "chart", "note"]);
    expect(cellGraph([cell("b", "", "y"), cell("a", "", "x")]).order).toEqual(["b", "a"]);
  });

  it("knows what a change reaches and what a cell rests on", () => {
    const graph = cellGraph(chain);
    expect([...withDependents(graph, ["field"])].sort()).toEqual(["chart", "field", "wave"]);
    expect([...withNeeds(graph, ["wave"])].sort()).toEqual(["field", "seed", "wave"]);
    expect([...withNeeds(graph, ["note"])]).toEqual(["note"]);
  });

  it("reports a name declared twice, in words, at both cells", () => {
    const { problems, order } = cellGraph([cell("1", "", "k"), cell("2", "", "k"), cell("3", "k", "")], (id) => `cell ${id}`);
    expect([...problems.keys()]).toEqual(["1", "2"]);
    expect(problems.get("1")).toBe('"k" is declared in cell 1 and cell 2; a name can be declared only once: give one of them another name');
    expect(order).toEqual(["3"]);
  });

  it("reports a circle, in words, at each of its cells and at no other", () => {
    const { problems, order } = cellGraph(
      [cell("1", "c", "a"), cell("2", "a", "b"), cell("3", "b", "c"), cell("4", "a", "d"), cell("5", "", "e")],
      (id) => `cell ${id}`,
    );
    expect([...problems.keys()].sort()).toEqual(["1", "2", "3"]);
    expect(problems.get("1")).toMatch(/^cell 1 needs cell 3 needs cell 2 needs cell 1; break the circle/);
    expect(order).toEqual(["4", "5"]);
  });

  it("lets a cell use its own names", () => expect(cellGraph([cell("1", "a", "a")]).problems.size).toBe(0));

  it("is a topological order for any graph without circles", () => {
    const upward = fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 12 }).chain((needs) => {
      const cells = needs.map((of, i) =>
        cell(
          `c${i}`,
          of
            .filter((j) => j < i)
            .map((j) => `n${j}`)
            .join(" "),
          `n${i}`,
        ),
      );
      return fc.shuffledSubarray(cells, { minLength: cells.length });
    });
    fc.assert(
      fc.property(upward, (cells) => {
        const graph = cellGraph(cells);
        expect(graph.problems.size).toBe(0);
        expect(new Set(graph.order).size).toBe(cells.length);
        for (const [id, needed] of graph.needs) for (const other of needed) expect(graph.order.indexOf(other)).toBeLessThan(graph.order.indexOf(id));
      }),
    );
  });
});
