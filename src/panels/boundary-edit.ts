import type { EquationModel } from "../core/define/model";
import { sidesOf } from "../core/field/grid";
import type { BoundarySpec, Condition, Quantity, RunSpec, SidesSpec } from "../core/spec/run-spec";
import { sides as allSides, type Side } from "../core/spec/sides";

export type ConditionKind = "periodic" | "neumann" | "dirichlet" | "robin";
export type FieldSides = Partial<Record<Side, Condition>>;
/** What holds at every side of every field, auxiliary ones behind the species. */
export type BoundaryTable = Record<string, FieldSides>;

type Fields = Pick<EquationModel, "species" | "auxiliary">;

export const kindOf = (condition: Condition): ConditionKind =>
  typeof condition === "string" ? condition : "robin" in condition ? "robin" : "dirichlet" in condition ? "dirichlet" : "neumann";

/** The numbers or formulas of a condition by the name they have on screen. A bare held value is the species' at rest. */
export function quantitiesOf(condition: Condition, rest = 0): Record<string, Quantity> {
  if (condition === "periodic") return {};
  if (condition === "neumann") return { slope: 0 };
  if (condition === "dirichlet") return { value: rest };
  if ("dirichlet" in condition) return { value: condition.dirichlet };
  return "neumann" in condition ? { slope: condition.neumann } : condition.robin;
}

/** The condition with one of its quantities changed; as it is where it has none of that name. */
export function withQuantity(condition: Condition, name: string, quantity: Quantity): Condition {
  if (!(name in quantitiesOf(condition))) return condition;
  switch (kindOf(condition)) {
    case "periodic":
      return "periodic";
    case "neumann":
      return { neumann: quantity };
    case "dirichlet":
      return { dirichlet: quantity };
    case "robin":
      return { robin: { ...(condition as Extract<Condition, { robin: object }>).robin, [name]: quantity } };
  }
}

/** A condition of a kind to begin with. */
export function freshCondition(kind: ConditionKind, rest = 0): Condition {
  if (kind === "dirichlet") return { dirichlet: rest };
  return kind === "robin" ? { robin: { a: 1, b: 1, c: rest } } : kind;
}

/** Spells out the boundary of a completed spec. */
export function tableOf({ boundary, grid }: Pick<RunSpec, "boundary" | "grid">, { species, auxiliary = {} }: Fields): BoundaryTable {
  const sides = sidesOf(grid.shape.length as 2 | 3);
  const byField: Record<string, SidesSpec> = isForAll(boundary) ? {} : boundary;
  const spelled = (own: SidesSpec | undefined): FieldSides | null =>
    own === undefined ? null : isCondition(own) ? alongAll(sides, own) : Object.fromEntries(sides.map((side) => [side, own[side] ?? own.other]));
  const table: BoundaryTable = {};
  for (const name of Object.keys(species)) table[name] = spelled(isForAll(boundary) ? boundary : (byField[name] ?? byField["other"]))!;
  const usual = usualSides(table, sides);
  for (const name of Object.keys(auxiliary)) table[name] = spelled(byField[name]) ?? usual;
  return table;
}

/**
 * The table with other conditions at one side, by field. Periodic sides come in pairs: one that becomes periodic takes the
 * opposite along, and so does one that no longer is.
 */
export function withConditions(table: BoundaryTable, side: Side, conditions: Record<string, Condition>): BoundaryTable {
  const opposite = (side.endsWith("-") ? side.replace("-", "+") : side.replace("+", "-")) as Side;
  const paired = (sides: FieldSides, condition: Condition) => condition === "periodic" || sides[opposite] === "periodic";
  const changed = Object.entries(conditions).map(([name, condition]) => {
    const sides = table[name]!;
    return [name, { ...sides, [side]: condition, ...(paired(sides, condition) && { [opposite]: condition }) }] as const;
  });
  return { ...table, ...Object.fromEntries(changed) };
}

/** As a spec has it. An auxiliary field wraps where the species do, whatever held there before. */
export function boundaryOf(table: BoundaryTable, { species, auxiliary = {} }: Fields): BoundarySpec {
  const own = Object.fromEntries(Object.keys(species).map((name) => [name, table[name]!]));
  const sides = Object.keys(Object.values(own)[0]!) as Side[];
  const usual = usualSides(own, sides);
  const wraps = (side: Side, of: "every" | "some") => Object.values(own)[of]((conditions) => conditions[side] === "periodic");
  const fitting = (side: Side, condition: Condition) =>
    condition === "periodic" ? (wraps(side, "some") ? condition : "neumann") : wraps(side, "every") ? "periodic" : condition;
  const derived = Object.keys(auxiliary).flatMap((name) => {
    const fitted = Object.fromEntries(sides.map((side) => [side, fitting(side, table[name]![side]!)]));
    return JSON.stringify(fitted) === JSON.stringify(usual) ? [] : [[name, fitted] as const];
  });
  return { ...own, ...Object.fromEntries(derived) };
}

/**
 * The boundary of a spec on a grid of another dimension: said once for all sides it stays as it is; side by side, the sides along z
 * go, or come, periodic where the field wraps along x and y, else without flux.
 */
export function boundaryIn(dimensions: 2 | 3, spec: Pick<RunSpec, "boundary" | "grid">, model: Fields): BoundarySpec {
  if (isCondition(spec.boundary)) return spec.boundary;
  const along = (sides: FieldSides): FieldSides => {
    const wraps = Object.values(sides).every((condition) => condition === "periodic");
    return Object.fromEntries(sidesOf(dimensions).map((side) => [side, sides[side] ?? (wraps ? "periodic" : "neumann")]));
  };
  return boundaryOf(Object.fromEntries(Object.entries(tableOf(spec, model)).map(([name, sides]) => [name, along(sides)])), model);
}

/** What all agree in; null where they differ. */
export const shared = <T>(all: readonly T[]): T | null => (all.every((one) => JSON.stringify(one) === JSON.stringify(all[0])) ? all[0]! : null);

/** What all sides of a species agree in, and the value it is held at; null where a boundary has to be told side by side. */
export function wholeBoundary(table: BoundaryTable, { species }: Fields): { kind: ConditionKind; values: Record<string, Quantity> } | null {
  const values: Record<string, Quantity> = {};
  const kinds = new Set<ConditionKind>();
  for (const name of Object.keys(species)) {
    const [first, ...others] = Object.values(table[name]!);
    if (others.some((condition) => JSON.stringify(condition) !== JSON.stringify(first))) return null;
    const { value, slope } = quantitiesOf(first!, species[name]!.rest);
    if (slope !== undefined && slope !== 0) return null;
    if (value !== undefined) values[name] = value;
    kinds.add(kindOf(first!));
  }
  const [kind] = kinds;
  return kinds.size === 1 && kind !== "robin" ? { kind: kind!, values } : null;
}

const isCondition = (spec: BoundarySpec): spec is Condition =>
  typeof spec === "string" || "dirichlet" in spec || "neumann" in spec || "robin" in spec;

/** Whether it is said once for all fields: a condition, or conditions by side. */
const isForAll = (spec: BoundarySpec): spec is SidesSpec =>
  isCondition(spec) || Object.keys(spec).some((key) => (allSides as readonly string[]).includes(key));

const alongAll = (sides: readonly Side[], condition: Condition): FieldSides => Object.fromEntries(sides.map((side) => [side, condition]));

/** What holds for an auxiliary field of which nothing is said: as the spec has it. */
const usualSides = (species: BoundaryTable, sides: readonly Side[]): FieldSides =>
  Object.fromEntries(sides.map((side) => [side, Object.values(species).every((own) => own[side] === "periodic") ? "periodic" : "neumann"]));
