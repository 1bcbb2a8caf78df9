import { WorkbenchError } from "../errors";
import { errorAt, functionCalled, isReserved, spelling, suggestion } from "./names";
import { builtinNames, functions, type CallExpr, type Expr, type FunctionName, type NameExpr, type Scope } from "./tree";
import { has } from "./walk";

/**
 * Checks what a tree says: every name exists, every function has its number of arguments, vectors and scalars stand where
 * they belong, and random terms are added to the rest (a factor before them is fine), so that drift and noise can be told
 * apart. The whole is a scalar.
 * @throws WorkbenchError `equation/name`, `equation/arity` or `equation/form`; `detail.span` points at the characters.
 */
export function check(expr: Expr, scope: Scope): void {
  // A memory is the whole of a right-hand side: its arguments are ordinary expressions.
  const parts = expr.kind === "call" && expr.fn === "memory" ? memoryParts(expr, scope) : [expr];
  for (const part of parts) {
    if (kindOf(part, scope) === "vector")
      throw errorAt(
        "equation/form",
        part.at,
        "this is a vector where a number in each cell is expected; take its divergence div(…) or a product dot(…, …)",
      );
  }
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
  if (isReserved(id)) throw refuse("it is a function of the language; choose another");
}

type Kind = "scalar" | "vector";

function kindOf(expr: Expr, scope: Scope): Kind {
  if (expr.kind === "number") return "scalar";
  if (expr.kind === "name") {
    checkKnown(expr, scope);
    return "scalar";
  }
  checkArity(expr);
  const { class: kind } = functions[expr.fn];
  if (kind === "form")
    throw errorAt(
      "equation/form",
      expr.at,
      "memory(f, tau) is a right-hand side of its own; give it a species m, write its equation so, and use m here",
    );
  if (scope.species.length === 0 && (kind === "stencil" || kind === "domain" || expr.fn === "grad" || expr.fn === "divergence")) {
    const needs = kind === "domain" ? "takes a field over the whole domain" : "takes a field and its neighbours";
    throw errorAt("equation/form", expr.at, `${spelling(expr.fn)} ${needs}, but this expression stands where there are no fields yet`);
  }
  return checkKinds(
    expr,
    expr.args.map((arg) => kindOf(arg, scope)),
  );
}

function checkArity({ fn, args, at }: CallExpr): void {
  const { arity, upTo = arity, help } = functions[fn];
  if (args.length >= arity && args.length <= upTo) return;
  const wanted = `${arity}${upTo > arity ? ` or ${upTo}` : ""} argument${upTo === 1 ? "" : "s"}`;
  throw errorAt("equation/arity", at, `${spelling(fn)} takes ${wanted}, here it has ${args.length} (${help})`);
}

/** What a call gives, its arguments being of these kinds. */
function checkKinds(expr: CallExpr, kinds: readonly Kind[]): Kind {
  const { fn, args } = expr;
  const vectors = kinds.filter((kind) => kind === "vector").length;
  const refuse = (wrong: Kind, reason: string) => errorAt("equation/form", args[kinds.indexOf(wrong)]!.at, reason);
  switch (fn) {
    case "dot":
    case "divergence": {
      const example = fn === "dot" ? "dot(grad(u), vec(1, 0))" : "div(u*grad(v))";
      if (vectors < args.length)
        throw refuse("scalar", `${spelling(fn)} takes ${fn === "dot" ? "vectors" : "a vector"}, as in ${example}; this is a number in each cell`);
      return "scalar";
    }
    case "grad":
    case "vec":
      if (vectors > 0)
        throw refuse(
          "vector",
          `${fn} takes ${fn === "vec" ? "numbers" : "a number"} in each cell, this is a vector; take a product such as dot(v, vec(1, 0))`,
        );
      return "vector";
    case "add":
    case "sub":
      if (vectors === 1)
        throw refuse(
          "vector",
          `a vector can only be ${fn === "add" ? "added to" : "subtracted from or by"} a vector, and the other side is a number in each cell`,
        );
      return vectors > 0 ? "vector" : "scalar";
    case "mul":
      if (vectors === 2) throw errorAt("equation/form", expr.at, "two vectors are multiplied by dot(v, w)");
      return vectors > 0 ? "vector" : "scalar";
    case "div":
      if (kinds[1] === "vector") throw errorAt("equation/form", args[1]!.at, "nothing can be divided by a vector; its length is sqrt(dot(v, v))");
      return vectors > 0 ? "vector" : "scalar";
    case "neg":
      return kinds[0]!;
    default:
      if (vectors > 0) throw refuse("vector", `${inWords(fn)} takes a number in each cell, this is a vector; vectors go into div(…) and dot(…, …)`);
      return "scalar";
  }
}

/** Arguments of a memory that stands where it may. */
function memoryParts(expr: CallExpr, { equationOf }: Scope): readonly Expr[] {
  checkArity(expr);
  if (equationOf !== undefined) return expr.args;
  throw errorAt("equation/form", expr.at, "memory(f, tau) is the whole right-hand side of a species; this is none");
}

function checkKnown({ name: id, at }: NameExpr, { species, params, auxiliary = [] }: Scope): void {
  if (species.includes(id) || params.includes(id) || auxiliary.includes(id) || Object.hasOwn(builtinNames, id)) return;
  const fn = functionCalled(id);
  if (fn)
    throw errorAt("equation/name", at, `${id} is a function; give it its arguments, as in ${functions[fn].arity === 1 ? `${id}(…)` : `${id}(…, …)`}`);
  const known = [...species, ...auxiliary, ...params, ...Object.keys(builtinNames)];
  throw errorAt("equation/name", at, `there is no name "${id}"${suggestion(id, known)}`, known);
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
    case "memory":
      throw refuse("a memory follows what has no random terms; put the noise into a species of its own and follow that");
    default:
      throw refuse(`a random term cannot stand inside ${inWords(expr.fn)}; add it to the rest, as in f(u) + noise(σ)`);
  }
}

const inWords = (fn: FunctionName): string => (fn === "pow" ? "a power" : spelling(fn));
