import { nearest, WorkbenchError, type ErrorPath } from "../errors";
import type { EquationModel, Species } from "../define/model";
import { number, type Expr } from "../equations/tree";
import { readFormula, type FormulaScope } from "../spec/formula";
import type { BoundarySpec, Condition, Quantity, SidesSpec } from "../spec/run-spec";
import type { Side } from "../spec/sides";
import { sidesOf } from "./grid";

/**
 * What holds at one side, with its formulas in x, y, z, t, Lx, Ly, Lz and parameters; a plain number is a `number` node. See
 * `Condition` in the spec for the place at which they are taken.
 */
export type SideCondition =
  | { kind: "periodic" }
  | { kind: "neumann"; slope: Expr }
  | { kind: "dirichlet"; value: Expr }
  /** a·u + b·∂u/∂n = c. */
  | { kind: "robin"; a: Expr; b: Expr; c: Expr };
export type SideConditions = Partial<Record<Side, SideCondition>>;

/** What a boundary needs to know of its model. */
export type BoundaryModel = Pick<EquationModel, "species" | "params" | "auxiliary">;

const allSides = sidesOf(3);
const axes = ["x", "y", "z"] as const;
const isSide = (key: string): key is Side => (allSides as readonly string[]).includes(key);
const isCondition = (spec: BoundarySpec): spec is Condition =>
  typeof spec === "string" || "dirichlet" in spec || "neumann" in spec || "robin" in spec;
/** `{"other": …}` alone is by side when it holds a condition, else by species. */
const isPerSide = (spec: BoundarySpec): spec is SidesSpec =>
  isCondition(spec) || Object.entries(spec).every(([key, own]) => isSide(key) || (key === "other" && isCondition(own as SidesSpec)));

/** A condition in its one canonical spelling. */
type Spelled = "periodic" | "neumann" | Exclude<Condition, string>;
type SpelledSides = Partial<Record<Side, Spelled>>;

/**
 * Spells a boundary out per field and side: for every species, then for every auxiliary field.
 * @param varying parameters that are no plain numbers, which formulas may not name.
 * @throws WorkbenchError `boundary/invalid` for an unknown field, a side the grid lacks, a side left open, a periodic side whose
 *   opposite is not, or an auxiliary field that wraps where no species does or the reverse; `equation/…` for a formula.
 */
export function resolveBoundary(
  spec: BoundarySpec,
  model: BoundaryModel,
  dimensions: 2 | 3,
  varying: readonly string[] = [],
): Record<string, SideConditions> {
  const scope: FormulaScope = { params: Object.keys(model.params), varying };
  const { species, auxiliary } = spell(spec, model, dimensions, scope);
  const resolve = (fields: Record<string, SpelledSides>) =>
    Object.entries(fields).map(([field, sides]) => [
      field,
      Object.fromEntries(Object.entries(sides).map(([side, condition]) => [side, resolved(condition, scope, ["boundary"])])),
    ]);
  return Object.fromEntries([...resolve(species), ...resolve(auxiliary)]) as Record<string, SideConditions>;
}

/** The shortest spec that says the same: equal boundaries get one spelling, hence one hash. */
export function canonicalBoundary(spec: BoundarySpec, model: BoundaryModel, dimensions: 2 | 3, varying: readonly string[] = []): BoundarySpec {
  const { species, auxiliary } = spell(spec, model, dimensions, { params: Object.keys(model.params), varying });
  const own = Object.entries(species).map(([name, sides]) => [name, shortestSides(sides)] as const);
  const usual = usualSides(species, dimensions);
  const first = own[0]![1];
  const agree = own.every(([, sides]) => equal(sides, first));
  const given = isPerSide(spec) ? {} : (spec as Record<string, SidesSpec>);
  // Where species differ, one to which nothing is given follows the fields it is made from: saying the usual is saying more.
  const named = Object.entries(auxiliary)
    .filter(([name]) => ownEntry(given, name) !== undefined)
    .map(([name, sides]) => [name, shortestSides(sides)] as const)
    .filter(([, sides]) => !agree || !equal(sides, shortestSides(usual)));
  return agree && named.length === 0 ? first : Object.fromEntries([...own, ...named]);
}

/** Every field with every side, each condition in its canonical spelling. */
function spell(
  spec: BoundarySpec,
  { species, auxiliary = {} }: BoundaryModel,
  dimensions: 2 | 3,
  scope: FormulaScope,
): Record<"species" | "auxiliary", Record<string, SpelledSides>> {
  const names = Object.keys(species);
  const bySpecies = isPerSide(spec) ? {} : (spec as Record<string, SidesSpec>);
  refuseUnknown(Object.keys(bySpecies), names, Object.keys(auxiliary));
  const own = names.map((name) => {
    const [sides, path] = isPerSide(spec) ? [spec, ["boundary"]] : [ownEntry(bySpecies, name) ?? bySpecies["other"], ["boundary", name]];
    if (sides !== undefined) return [name, spellSides(sides, dimensions, species[name]!, scope, path)] as const;
    throw new WorkbenchError("boundary/invalid", ["boundary"], `nothing is said about species "${name}"; name it or add "other"`);
  });
  const spelled = Object.fromEntries(own);
  const usual = usualSides(spelled, dimensions);
  const derived = Object.keys(auxiliary).map((name) => {
    const given = ownEntry(bySpecies, name);
    return [
      name,
      given ? spellSides(given, dimensions, {}, scope, ["boundary", name], (sides) => refuseOtherWrap(name, sides, spelled)) : usual,
    ] as const;
  });
  return { species: spelled, auxiliary: Object.fromEntries(derived) };
}

function refuseUnknown(keys: readonly string[], species: readonly string[], auxiliary: readonly string[]): void {
  const known = [...species, ...auxiliary];
  for (const key of keys) {
    if (key === "other" || known.includes(key)) continue;
    const guess = nearest(key, known);
    throw new WorkbenchError(
      "boundary/invalid",
      ["boundary", key],
      `the model has no species "${key}"${guess ? `; did you mean "${guess}"?` : `; it has ${known.join(", ")}`}`,
    );
  }
}

function spellSides(
  spec: SidesSpec,
  dimensions: 2 | 3,
  { rest = 0 }: Pick<Species, "rest">,
  scope: FormulaScope,
  path: ErrorPath,
  refuse: (sides: SpelledSides) => void = () => {},
): SpelledSides {
  const present = sidesOf(dimensions);
  const own = isCondition(spec) ? { other: spec } : spec;
  for (const side of Object.keys(own).filter(isSide)) {
    if (!present.includes(side))
      throw new WorkbenchError("boundary/invalid", [...path, side], "the grid is two-dimensional and has no such side; leave it out");
  }
  const sides: SpelledSides = {};
  for (const side of present) {
    const condition = (own as Exclude<SidesSpec, Condition>)[side] ?? own.other;
    if (condition === undefined) throw new WorkbenchError("boundary/invalid", path, `nothing is said about side "${side}"; name it or add "other"`);
    sides[side] = spellCondition(condition, rest, scope, isCondition(spec) ? path : [...path, side]);
  }
  for (const axis of axes) {
    if ((sides[`${axis}-`] === "periodic") !== (sides[`${axis}+`] === "periodic"))
      throw new WorkbenchError("boundary/invalid", path, `"${axis}-" and "${axis}+" must both be periodic, or neither`);
  }
  refuse(sides);
  return sides;
}

function spellCondition(condition: Condition, rest: number, scope: FormulaScope, path: ErrorPath): Spelled {
  if (condition === "dirichlet") return { dirichlet: rest };
  if (typeof condition === "string") return condition;
  const spelled = (quantity: Quantity, key: string) => plainNumber(quantity, scope, [...path, key]);
  if ("dirichlet" in condition) return { dirichlet: spelled(condition.dirichlet, "dirichlet") };
  if ("neumann" in condition) {
    const slope = spelled(condition.neumann, "neumann");
    return slope === 0 ? "neumann" : { neumann: slope };
  }
  const { a, b, c } = condition.robin;
  const robin = { a: spelled(a, "robin"), b: spelled(b, "robin"), c: spelled(c, "robin") };
  if (robin.a === 0 && robin.b === 0)
    throw new WorkbenchError("boundary/invalid", [...path, "robin"], "a·u + b·∂u/∂n = c needs an a or a b that is not 0");
  return { robin };
}

/** A formula that names nothing is its number. */
function plainNumber(quantity: Quantity, scope: FormulaScope, path: ErrorPath): Quantity {
  if (typeof quantity === "number") return quantity;
  const expr = readFormula(quantity, scope, path);
  return expr.kind === "number" ? expr.value : quantity;
}

function resolved(condition: Spelled, scope: FormulaScope, path: ErrorPath): SideCondition {
  const read = (quantity: Quantity) => (typeof quantity === "number" ? number(quantity) : readFormula(quantity, scope, path));
  if (condition === "periodic") return { kind: "periodic" };
  if (condition === "neumann") return { kind: "neumann", slope: number(0) };
  if ("dirichlet" in condition) return { kind: "dirichlet", value: read(condition.dirichlet) };
  if ("neumann" in condition) return { kind: "neumann", slope: read(condition.neumann) };
  return { kind: "robin", a: read(condition.robin.a), b: read(condition.robin.b), c: read(condition.robin.c) };
}

/** What holds for an auxiliary field of which nothing is said. */
function usualSides(species: Record<string, SpelledSides>, dimensions: 2 | 3): SpelledSides {
  const wrap = (side: Side) => Object.values(species).every((sides) => sides[side] === "periodic");
  return Object.fromEntries(sidesOf(dimensions).map((side) => [side, wrap(side) ? "periodic" : "neumann"]));
}

/** A field computed from others wraps where they do. */
function refuseOtherWrap(name: string, sides: SpelledSides, species: Record<string, SpelledSides>): void {
  for (const [side, condition] of Object.entries(sides) as [Side, Spelled][]) {
    const wrapping = Object.values(species).filter((others) => others[side] === "periodic").length;
    const refuse = (sentence: string) => new WorkbenchError("boundary/invalid", ["boundary", name, side], sentence);
    if (condition === "periodic" && wrapping === 0)
      throw refuse(`"${name}" is computed from species that do not wrap at ${side}, so it cannot be periodic there`);
    if (condition !== "periodic" && wrapping === Object.keys(species).length)
      throw refuse(`"${name}" is computed from species that are all periodic at ${side}, so it is periodic there too; leave it out`);
  }
}

const ownEntry = (bySpecies: Record<string, SidesSpec>, name: string) => (Object.hasOwn(bySpecies, name) ? bySpecies[name] : undefined);
const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function shortestSides(sides: SpelledSides): SidesSpec {
  const spelled = Object.values(sides);
  return spelled.every((condition) => equal(condition, spelled[0])) ? spelled[0]! : (sides as SidesSpec);
}
