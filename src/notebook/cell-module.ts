import * as acorn from "acorn";
import { simple } from "acorn-walk";
import { transform } from "sucrase";
import { namesOf, type Reference } from "./free-names";

/** Functions of the cell API that make a control. */
export const controlFunctions: ReadonlySet<string> = new Set(["slider", "choice", "checkbox", "textInput", "fileInput"]);

/** A cell ready to run. */
export interface CompiledCell {
  /**
   * Text of an ES module whose default export is `async (scope, show, named) => exports`: `scope` holds a value for every input, `show` takes
   * the value of the last expression, `named` gives a control the name of its variable. Lines keep their numbers.
   */
  code: string;
  /** The cell without types, comments and spacing: an edit that leaves it as it is changes nothing that the cell does. */
  key: string;
  /** Names that the cell uses and does not declare: of other cells, of the cell API, or of the language. */
  inputs: Reference[];
  /** Names that it declares for other cells. */
  outputs: string[];
  /** Those of them that hold a control's value: `const F = slider(…)`. */
  controls: string[];
}

/** The source cannot be read, or asks for something a cell may not do. Line and column count from 1. */
export class CellSyntaxError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = "CellSyntaxError";
    this.line = line;
    this.column = column;
  }
}

/**
 * Strips the types from a cell, finds what it needs and what it declares, and wraps it into a module. No code is run.
 * Columns are those of the text without its types.
 * @throws CellSyntaxError
 */
export function compileCell(source: string): CompiledCell {
  const script = withoutTypes(source);
  const tokens: acorn.Token[] = [];
  const program = parse(script, tokens);
  refuseModules(program);
  const { free, assigned, declared } = namesOf(program);
  const [stray] = assigned;
  if (stray)
    throw new CellSyntaxError(
      `"${stray.name}" is not declared in this cell; a cell can only change names of its own: write "let ${stray.name} = …"`,
      stray.line,
      stray.column,
    );

  const scope = free.length > 0 ? `const { ${free.map(({ name }) => name).join(", ")} } = scope; ` : "";
  const controls = controlsIn(program, new Set(free.map(({ name }) => name)));
  const body = nameControls(showLast(script, program), controls);
  const code = `export default async (scope, __show, __named) => { ${scope}${body}\nreturn { ${declared.join(", ")} };\n};\n`;
  return { code, key: keyOf(script, tokens), inputs: free, outputs: declared, controls: controls.map(({ name }) => name) };
}

function withoutTypes(source: string): string {
  try {
    return transform(source, { transforms: ["typescript"], disableESTransforms: true, keepUnusedImports: true }).code;
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } };
    throw new CellSyntaxError(withoutPosition(message), loc?.line ?? 1, loc?.column ?? 1);
  }
}

function parse(script: string, tokens: acorn.Token[]): acorn.Program {
  try {
    return acorn.parse(script, { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true, locations: true, onToken: tokens });
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc: acorn.Position };
    throw new CellSyntaxError(withoutPosition(message), loc.line, loc.column + 1);
  }
}

/** The tokens, with the line breaks between them: some end a statement. */
const keyOf = (script: string, tokens: readonly acorn.Token[]): string =>
  tokens
    .map(({ start, end, loc }, i) => `${i > 0 && loc!.start.line > tokens[i - 1]!.loc!.end.line ? "\n" : " "}${script.slice(start, end)}`)
    .join("");

const withoutPosition = (message: string): string => message.replace(/\s*\(\d+:\d+\)$/, "");

/** A call that makes a control for a variable: where its function's name stands. */
interface NamedControl {
  name: string;
  start: number;
  end: number;
}

function controlsIn(program: acorn.Program, free: ReadonlySet<string>): NamedControl[] {
  return program.body.flatMap((statement) =>
    statement.type !== "VariableDeclaration"
      ? []
      : statement.declarations.flatMap(({ id, init }) => {
          const made = init?.type === "AwaitExpression" ? init.argument : init;
          if (id.type !== "Identifier" || made?.type !== "CallExpression" || made.callee.type !== "Identifier") return [];
          const { name, start, end } = made.callee;
          return controlFunctions.has(name) && free.has(name) ? [{ name: id.name, start, end }] : [];
        }),
  );
}

/** Tells each control the name of its variable, under which its value is kept. The last expression, if one is shown, stands behind them all. */
function nameControls(script: string, controls: readonly NamedControl[]): string {
  return controls.reduceRight(
    (text, { name, start, end }) => `${text.slice(0, start)}__named(${JSON.stringify(name)}, ${text.slice(start, end)})${text.slice(end)}`,
    script,
  );
}

function refuseModules(program: acorn.Program): void {
  const refuse = (node: acorn.Node, words: string): never => {
    throw new CellSyntaxError(words, node.loc!.start.line, node.loc!.start.column + 1);
  };
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration")
      refuse(statement, "a cell cannot import; what it may use is there already, such as simulate, stability and chart");
    if (statement.type.startsWith("Export")) refuse(statement, "a cell need not export; other cells see what it declares at the top");
  }
  simple(program, {
    ImportExpression: (node) => refuse(node, "a cell cannot import; what it may use is there already, such as simulate, stability and chart"),
    MetaProperty: (node) => node.meta.name === "import" && refuse(node, "a cell is no file of its own: import.meta says nothing here"),
  });
}

/** Hands the value of a last expression to `show`, awaited, and changes nothing else. */
function showLast(script: string, program: acorn.Program): string {
  const last = program.body.at(-1);
  if (last?.type !== "ExpressionStatement") return script;
  const { start, end } = last.expression;
  return `${script.slice(0, start)}__show(await (${script.slice(start, end)}))${script.slice(end)}`;
}
