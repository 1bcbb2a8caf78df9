import { WorkbenchError } from "../errors";
import { errorAt, isCallable, isFunctionName, suggestion } from "./names";
import { builtinNames, functions, type CallExpr, type Expr, type NameExpr, type Scope } from "./tree";
import { has } from "./walk";

/**
 * Checks what a tree says: every name exists, every function has its number of arguments, stencils take a field by its
 * name, and random terms are added to the rest (a factor before them is fine), so that drift and noise can be told apart.
 * @throws WorkbenchError `equation/name`, `equation/arity` or `equation/form`; `detail.span` points at the characters.
 */
export function check(expr: Expr, scope: Scope): void {
  checkMeaning(expr, scope);
  checkRandom(expr);
}

/**
 * Checks a name that a model gives to a field or a parameter: a letter, then letters, digits and underscores, at most
 * 64 of them, and none of the language's own words.
 * @throws WorkbenchError `equation/name`.
 */
export function checkName(id: string): void {
  const refuse = (reason: string) => new WorkbenchError("equation/name", [], `"${id}" cannot be a name: ${reason}`);
  if (id.length > 64) throw refuse("names have at most 64 characters");
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(id)) throw refuse("begin with a letter from a to z and go on with letters, digits or underscores");
  if (Object.hasOwn(builtinNames, id)) throw refuse(`in every equation it means ${builtinNames[id as keyof typeof builtinNames]}; choose another`);
  if (isFunctionName(id)) throw refuse("it is a function of the language; choose another");
}

function checkMeaning(expr: Expr, scope: Scope): void {
  if (expr.kind === "number") return;
  if (expr.kind === "name") return checkKnown(expr, scope);
  const { arity, class: kind } = functions[expr.fn];
  if (expr.args.length !== arity) {
    const wanted = `${arity} argument${arity === 1 ? "" : "s"}`;
    throw errorAt("equation/arity", expr.at, `${expr.fn} takes ${wanted}, here it has ${expr.args.length} (${functions[expr.fn].help})`);
  }
  if (kind === "stencil") return checkField(expr, scope);
  for (const arg of expr.args) checkMeaning(arg, scope);
}

function checkKnown({ name: id, at }: NameExpr, { species, params }: Scope): void {
  if (species.includes(id) || params.includes(id) || Object.hasOwn(builtinNames, id)) return;
  if (isCallable(id))
    throw errorAt("equation/name", at, `${id} is a function; give it its arguments, as in ${functions[id].arity === 1 ? `${id}(…)` : `${id}(…, …)`}`);
  const known = [...species, ...params, ...Object.keys(builtinNames)];
  throw errorAt("equation/name", at, `there is no name "${id}"${suggestion(id, known)}`, known);
}

function checkField({ fn, args }: CallExpr, { species, params }: Scope): void {
  const field = args[0]!;
  const wanted = `${fn} takes a field by its name`;
  if (species.length === 0) throw errorAt("equation/form", field.at, `${wanted}, but this expression stands where there are no fields yet`);
  const example = `as in ${fn}(${species[0]!})`;
  if (field.kind !== "name") throw errorAt("equation/form", field.at, `${wanted}, ${example}; expressions inside it are not supported yet`);
  if (species.includes(field.name)) return;
  if (params.includes(field.name))
    throw errorAt("equation/form", field.at, `${wanted}, ${example}; "${field.name}" is a parameter, the same in every cell`);
  throw errorAt("equation/form", field.at, `${wanted}; there is no field "${field.name}"${suggestion(field.name, species)}`, species);
}

/** Follows the sums and products that lead to random terms; anything else around one is refused. */
function checkRandom(expr: Expr): void {
  if (expr.kind !== "call" || !has(expr, "random")) return;
  const random = expr.args.filter((arg) => has(arg, "random"));
  const refuse = (reason: string) => errorAt("equation/form", (random[1] ?? random[0] ?? expr).at, reason);
  switch (expr.fn) {
    case "noise":
    case "events":
      if (random.length > 0) throw refuse(`the arguments of ${expr.fn} cannot be random themselves; add the random terms instead`);
      return;
    case "add":
    case "sub":
    case "neg":
      return random.forEach(checkRandom);
    case "mul":
      if (random.length > 1) throw refuse("two random terms cannot be multiplied; give each a factor without randomness and add them");
      return random.forEach(checkRandom);
    case "div":
      if (has(expr.args[1]!, "random")) throw refuse("nothing can be divided by a random term; add the random term instead");
      return random.forEach(checkRandom);
    default:
      throw refuse(`a random term cannot stand inside ${expr.fn === "pow" ? "a power" : expr.fn}; add it to the rest, as in f(u) + noise(σ)`);
  }
}
