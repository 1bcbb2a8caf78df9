import ts from "typescript";
import { sourcesIn, walk } from "./messages";

/** What stays as it is in every language: the name of the product, symbols, examples to type. */
const asItIs = [/^(MFN|Workbench|MFN Workbench|doi:|VisualPDE|F1|N\(s\)|Re σ|\|Im σ\||σ =|t =|, y|, κ =)$/, /^(wss:\/\/example\.org\/feed|mfn_…)$/];

const readAttributes = /^(aria-label|aria-description|title|placeholder|label|alt|hint)$/;

/** Texts between tags, and of attributes that are read out or shown, which do not go through `t`: "file: text". */
export function untranslatedIn(folder: string): string[] {
  const found: string[] = [];
  for (const { file, source } of sourcesIn(folder))
    walk(source, (node) => {
      const text = textOf(node)?.replace(/\s+/g, " ").trim();
      if (text && /\p{L}{2}/u.test(text) && !asItIs.some((pattern) => pattern.test(text))) found.push(`${file}: ${text}`);
    });
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer) && readAttributes.test(node.name.getText()))
    return node.initializer.text;
  return undefined;
}
