import type * as acorn from "acorn";
import { ancestor } from "acorn-walk";

/** A name that a program uses without declaring it, and where it first does: line from 1, column from 1. */
export interface Reference {
  name: string;
  line: number;
  column: number;
}

export interface Names {
  /** Names read but declared nowhere in the program, in order of appearance. */
  free: Reference[];
  /** Names assigned to but declared nowhere. */
  assigned: Reference[];
  /** What the statements at the top declare. */
  declared: string[];
}

type Scopes = Map<acorn.Node, Set<string>>;

/** Resolves every identifier of a program to its scope; `undefined` counts as known. */
export function namesOf(program: acorn.Program): Names {
  const scopes = scopesOf(program);
  const found = { free: new Map<string, Reference>(), assigned: new Map<string, Reference>() };
  const look = (role: keyof typeof found) => (node: acorn.Identifier, _state: unknown, ancestors: acorn.Node[]) => {
    const { name, loc } = node;
    const into = ancestors.at(-2)?.type === "UpdateExpression" ? found.assigned : found[role];
    if (name === "undefined" || into.has(name) || ancestors.some((scope, i) => scopes.get(scope)?.has(name) && isInside(scope, ancestors[i + 1])))
      return;
    into.set(name, { name, line: loc!.start.line, column: loc!.start.column + 1 });
  };
  // acorn-walk calls a name that is read `Identifier`, one that is bound or assigned to `VariablePattern`.
  const visitors = { Identifier: look("free"), VariablePattern: look("assigned") };
  ancestor(program, visitors);
  return { free: [...found.free.values()], assigned: [...found.assigned.values()], declared: program.body.flatMap(declaredBy) };
}

function scopesOf(program: acorn.Program): Scopes {
  const scopes: Scopes = new Map();
  const declare = (scope: acorn.Node, names: readonly string[]) => {
    const known = scopes.get(scope) ?? new Set();
    for (const name of names) known.add(name);
    scopes.set(scope, known);
  };
  const functionScope = (_node: acorn.Node, _state: unknown, ancestors: acorn.Node[]) => {
    const node = ancestors.at(-1) as acorn.Function;
    declare(node, node.params.flatMap(boundBy));
    if (node.type !== "ArrowFunctionExpression") declare(node, ["arguments"]);
    if (node.id) declare(node.type === "FunctionDeclaration" ? enclosing(ancestors, isBlock) : node, [node.id.name]);
  };
  const classScope = (_node: acorn.Node, _state: unknown, ancestors: acorn.Node[]) => {
    const node = ancestors.at(-1) as acorn.Class;
    if (node.id) declare(node.type === "ClassDeclaration" ? enclosing(ancestors, isBlock) : node, [node.id.name]);
  };
  ancestor(program, {
    VariableDeclaration: (node, _state, ancestors) =>
      declare(node.kind === "var" ? bodyOf(enclosing(ancestors, isFunction)) : enclosing(ancestors, isBlock), declaredBy(node)),
    Function: functionScope,
    Class: classScope,
    CatchClause: (node) => node.param && declare(node, boundBy(node.param)),
  });
  return scopes;
}

/** The innermost ancestor of a node, itself left out, that opens a scope. The program is one for every name. */
function enclosing(ancestors: readonly acorn.Node[], opens: (node: acorn.Node) => boolean): acorn.Node {
  return ancestors.slice(0, -1).findLast((node) => node.type === "Program" || opens(node)) ?? ancestors[0]!;
}

/** Where a function's own variables are: what its parameters begin with does not see them. */
const bodyOf = (node: acorn.Node): acorn.Node => (/Function/.test(node.type) ? (node as acorn.Function).body : node);

/** Whether a part of a node sees what the node declares: what a `switch` asks about does not. */
const isInside = (scope: acorn.Node, part: acorn.Node | undefined): boolean =>
  scope.type !== "SwitchStatement" || part !== (scope as acorn.SwitchStatement).discriminant;

const isFunction = (node: acorn.Node): boolean => /Function/.test(node.type) || node.type === "StaticBlock";
const isBlock = (node: acorn.Node): boolean => isFunction(node) || /^(BlockStatement|SwitchStatement|For\w*Statement|CatchClause)$/.test(node.type);

function declaredBy(statement: acorn.Statement | acorn.ModuleDeclaration): string[] {
  switch (statement.type) {
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => boundBy(id));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return [statement.id.name];
    default:
      return [];
  }
}

/** Names that a pattern such as `{ a, b: [c] }` binds. */
function boundBy(pattern: acorn.Pattern | null): string[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => boundBy(property.type === "RestElement" ? property : property.value));
    case "ArrayPattern":
      return pattern.elements.flatMap(boundBy);
    case "RestElement":
      return boundBy(pattern.argument);
    case "AssignmentPattern":
      return boundBy(pattern.left);
    default:
      return [];
  }
}
