import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A message of the page, and whether it has a form for each plural. */
export interface Message {
  counts: boolean;
  file: string;
}

interface Source {
  file: string;
  source: ts.SourceFile;
}

function parsed(): Source[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((entry) => /\.tsx?$/.test(entry))
    .map((entry) => {
      const file = join("src", entry).replaceAll("\\", "/");
      const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
      return { file, source: ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, kind) };
    });
}

let all: Source[] | undefined;

/** The parsed sources of a folder and all below it; the catalogues themselves apart. */
export const sourcesIn = (folder: string): Source[] =>
  (all ??= parsed()).filter(({ file }) => file.startsWith(`${folder}/`) && !file.startsWith("src/messages/"));

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Texts that an expression may be: a literal, or those of both branches of a choice. */
const textsOf = (node: ts.Node): string[] =>
  ts.isStringLiteralLike(node) ? [node.text] : ts.isConditionalExpression(node) ? [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)] : [];

const isCallOfT = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t";

/** Every message that a call of `t` names. It has plurals when it is given a `count`. */
export function calledMessages(folder: string): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const { file, source } of sourcesIn(folder))
    walk(source, (node) => {
      if (!isCallOfT(node)) return;
      const [message, values] = node.arguments;
      const counts = values !== undefined && ts.isObjectLiteralExpression(values) && values.properties.some((one) => one.name?.getText() === "count");
      for (const text of message ? textsOf(message) : []) found.set(text, { counts: counts || (found.get(text)?.counts ?? false), file });
    });
  return found;
}

/** Properties whose texts a person reads; they stand in constants in English and are translated where they are shown. */
const read = /^(title|shortTitle|phoneTab|label|note|words?|help|summary|xLabel|yLabel|xName)$/;
const readTables = /(words|titles|meanings|names)$/i;

const isInFunction = (node: ts.Node): boolean => node.parent !== undefined && (ts.isFunctionLike(node.parent) || isInFunction(node.parent));

/** Texts of constants that a person reads: by the name of their property, or of the table they stand in. */
export function constantMessages(folder: string): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const { file, source } of sourcesIn(folder))
    walk(source, (node) => {
      if (!ts.isPropertyAssignment(node) || !ts.isStringLiteralLike(node.initializer) || !/\p{L}/u.test(node.initializer.text)) return;
      if (isInFunction(node)) return;
      let above: ts.Node = node;
      while (!ts.isVariableDeclaration(above) && above.parent) above = above.parent;
      const table = ts.isVariableDeclaration(above) && readTables.test(above.name.getText());
      const own = node.name.getText().replaceAll('"', "");
      if (read.test(own) || (table && !/^(id|kind|value|metric|unit|name)$/.test(own))) found.set(node.initializer.text, { counts: false, file });
    });
  return found;
}

/** Whether a text is written in the sources of a folder: as a literal, or with other words in the holes of a template. */
export function writtenIn(folder: string): (text: string) => boolean {
  const texts = new Set<string>();
  const templates: [head: string, tail: string][] = [];
  for (const { source } of sourcesIn(folder))
    walk(source, (node) => {
      if (ts.isStringLiteralLike(node)) texts.add(node.text);
      if (ts.isTemplateExpression(node) && node.head.text.length >= 40) templates.push([node.head.text, node.templateSpans.at(-1)!.literal.text]);
    });
  return (text) => texts.has(text) || templates.some(([head, tail]) => text.startsWith(head) && text.endsWith(tail));
}
