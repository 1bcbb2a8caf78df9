import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { english } from "../../src/messages/en";

/** Every message that a call of `t` names, and whether it counts something. */
function messagesIn(folder: string): Map<string, { counts: boolean; file: string }> {
  const found = new Map<string, { counts: boolean; file: string }>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(entry)) continue;
    const file = join(folder, entry);
    const source = ts.createSourceFile(
      file,
      readFileSync(file, "utf8"),
      ts.ScriptTarget.Latest,
      true,
      entry.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t") {
        const [message] = node.arguments;
        if (message && ts.isStringLiteralLike(message)) found.set(message.text, { counts: /\{\{count\}\}/.test(message.text), file });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

const messages = messagesIn("src");
const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).toSorted();

describe("the catalogue of messages", () => {
  // Of the others the message itself is the form.
  it("has every English singular", () => {
    const missing = [...messages]
      .filter(([, { counts }]) => counts)
      .map(([message]) => `${message}_one`)
      .filter((key) => !(key in english));
    expect(missing).toEqual([]);
  });

  it("fills in the names of the message and no others", () => {
    const wrong = Object.entries(english).filter(([key, text]) => {
      const message = key.replace(/_one$/, "");
      return names(text).some((name) => !names(message).includes(name));
    });
    expect(wrong).toEqual([]);
  });
});
