import { nearest, WorkbenchError, type ErrorPath } from "../errors";
import type { Species } from "../define/model";
import type { BoundarySpec, Condition, Side, SidesSpec } from "../spec/run-spec";
import { sidesOf } from "./grid";

/** What holds at one side, with its value. See `Condition` in the spec for where the value is taken. */
export type SideCondition = { kind: "periodic" } | { kind: "neumann"; slope: number } | { kind: "dirichlet"; value: number };
export type SideConditions = Partial<Record<Side, SideCondition>>;

const allSides = sidesOf(3);
const isSide = (key: string): key is Side => (allSides as readonly string[]).includes(key);
const isCondition = (spec: BoundarySpec): spec is Condition => typeof spec === "string" || "dirichlet" in spec || "neumann" in spec;
const isPerSide = (spec: BoundarySpec): spec is SidesSpec => isCondition(spec) || Object.keys(spec).every((key) => isSide(key) || key === "other");

/**
 * Spells a boundary out per species and side.
 * @throws WorkbenchError `boundary/invalid` for an unknown species, a side the grid lacks, a side left open, or a
 *   periodic side whose opposite is not.
 */
export function resolveBoundary(spec: BoundarySpec, species: Record<string, Species>, dimensions: 2 | 3): Record<string, SideConditions> {
  const names = Object.keys(species);
  if (isPerSide(spec)) return Object.fromEntries(names.map((name) => [name, resolveSides(spec, species[name]!, dimensions, ["boundary"])]));
  const bySpecies = spec as Record<string, SidesSpec>;
  for (const key of Object.keys(bySpecies)) {
    if (key === "other" || names.includes(key)) continue;
    const guess = nearest(key, names);
    throw new WorkbenchError(
      "boundary/invalid",
      ["boundary", key],
      `the model has no species "${key}"${guess ? `; did you mean "${guess}"?` : `; it has ${names.join(", ")}`}`,
    );
  }
  return Object.fromEntries(
    names.map((name) => {
      const own = bySpecies[name] ?? bySpecies["other"];
      if (own === undefined)
        throw new WorkbenchError("boundary/invalid", ["boundary"], `nothing is said about species "${name}"; name it or add "other"`);
      return [name, resolveSides(own, species[name]!, dimensions, ["boundary", name])];
    }),
  );
}

function resolveSides(spec: SidesSpec, species: Species, dimensions: 2 | 3, path: ErrorPath): SideConditions {
  const present = sidesOf(dimensions);
  if (isCondition(spec)) return Object.fromEntries(present.map((side) => [side, resolveCondition(spec, species)]));
  for (const side of Object.keys(spec).filter(isSide)) {
    if (!present.includes(side))
      throw new WorkbenchError("boundary/invalid", [...path, side], "the grid is two-dimensional and has no such side; leave it out");
  }
  const conditions = Object.fromEntries(
    present.map((side) => {
      const own = spec[side] ?? spec.other;
      if (own === undefined) throw new WorkbenchError("boundary/invalid", path, `nothing is said about side "${side}"; name it or add "other"`);
      return [side, resolveCondition(own, species)];
    }),
  ) as SideConditions;
  for (const axis of ["x", "y", "z"] as const) {
    const [low, high] = [conditions[`${axis}-`]?.kind, conditions[`${axis}+`]?.kind];
    if ((low === "periodic") !== (high === "periodic")) {
      throw new WorkbenchError("boundary/invalid", path, `"${axis}-" and "${axis}+" must both be periodic, or neither`);
    }
  }
  return conditions;
}

function resolveCondition(condition: Condition, species: Species): SideCondition {
  if (condition === "periodic") return { kind: "periodic" };
  if (condition === "neumann") return { kind: "neumann", slope: 0 };
  if (condition === "dirichlet") return { kind: "dirichlet", value: species.rest ?? 0 };
  return "dirichlet" in condition ? { kind: "dirichlet", value: condition.dirichlet } : { kind: "neumann", slope: condition.neumann };
}

/** The shortest spec that says the same: equal boundaries get one spelling, hence one hash. */
export function canonicalBoundary(spec: BoundarySpec, species: Record<string, Species>, dimensions: 2 | 3): BoundarySpec {
  const resolved = Object.entries(resolveBoundary(spec, species, dimensions)).map(([name, sides]) => [name, shortestSides(sides)] as const);
  const first = resolved[0]![1];
  const same = resolved.every(([, sides]) => JSON.stringify(sides) === JSON.stringify(first));
  return same ? first : Object.fromEntries(resolved);
}

function shortestSides(sides: SideConditions): SidesSpec {
  const spelled = Object.entries(sides).map(([side, condition]) => [side, shortestCondition(condition)] as const);
  const first = spelled[0]![1];
  return spelled.every(([, condition]) => JSON.stringify(condition) === JSON.stringify(first)) ? first : (Object.fromEntries(spelled) as SidesSpec);
}

function shortestCondition(condition: SideCondition): Condition {
  switch (condition.kind) {
    case "periodic":
      return "periodic";
    case "neumann":
      return condition.slope === 0 ? "neumann" : { neumann: condition.slope };
    case "dirichlet":
      return { dirichlet: condition.value };
  }
}
