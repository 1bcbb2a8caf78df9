import katex from "katex";
import type { Token, Tokens } from "marked";
import { isMaths, markdownTokens, type MathsToken } from "../views/markdown-tokens";

type AnyToken = Token | MathsToken;

/** Prose in Markdown as HTML. Tags in the text stay text; links lead to the web alone; formulas are MathML, which needs neither fonts nor script. */
export const markdownHtml = (text: string): string => blocks(markdownTokens(text));

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const blocks = (tokens: readonly AnyToken[]): string => tokens.map(block).join("\n");
const inlines = (tokens: readonly AnyToken[] = []): string => tokens.map(inline).join("");

function block(token: AnyToken): string {
  if (isMaths(token)) return inline(token);
  switch (token.type) {
    case "heading":
      return `<h${(token as Tokens.Heading).depth}>${inlines(token.tokens)}</h${(token as Tokens.Heading).depth}>`;
    case "paragraph":
      return `<p>${inlines(token.tokens)}</p>`;
    case "list": {
      const { ordered, start, items } = token as Tokens.List;
      const tag = ordered ? "ol" : "ul";
      return `<${tag}${ordered && start !== "" && start !== 1 ? ` start="${start}"` : ""}>${items.map((item) => `<li>${blocks(item.tokens)}</li>`).join("")}</${tag}>`;
    }
    case "blockquote":
      return `<blockquote>${blocks(token.tokens ?? [])}</blockquote>`;
    case "code":
      return `<pre><code>${escapeHtml((token as Tokens.Code).text)}</code></pre>`;
    case "table": {
      const { header, rows } = token as Tokens.Table;
      const line = (tag: string, cells: Tokens.TableCell[]) => `<tr>${cells.map((cell) => `<${tag}>${inlines(cell.tokens)}</${tag}>`).join("")}</tr>`;
      return `<table><thead>${line("th", header)}</thead><tbody>${rows.map((row) => line("td", row)).join("")}</tbody></table>`;
    }
    case "hr":
      return "<hr>";
    case "space":
    case "def":
      return "";
    default:
      return inline(token);
  }
}

/** A formula as MathML; as it is written where it is too long or too deep for the typesetter. */
function formula(tex: string, displayMode: boolean): string {
  try {
    if (tex.length <= 5000) return katex.renderToString(tex, { output: "mathml", displayMode, throwOnError: false, maxSize: 50 });
  } catch {
    // Nested too deep: shown as it is written.
  }
  return `<code>${escapeHtml(tex)}</code>`;
}

function inline(token: AnyToken): string {
  if (isMaths(token)) return formula(token.tex, token.display);
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return `<${token.type}>${inlines(token.tokens)}</${token.type}>`;
    case "codespan":
      return `<code>${escapeHtml((token as Tokens.Codespan).text)}</code>`;
    case "br":
      return "<br>";
    case "link": {
      const { href, tokens } = token as Tokens.Link;
      return /^https?:\/\//i.test(href) ? `<a href="${escapeHtml(href)}">${inlines(tokens)}</a>` : inlines(tokens);
    }
    case "image":
    case "escape":
      return escapeHtml((token as Tokens.Image).text);
    case "text":
      return token.tokens ? inlines(token.tokens) : escapeHtml((token as Tokens.Text).text);
    default:
      return escapeHtml(token.raw);
  }
}
