import type { Token, Tokens } from "marked";
import { createContext, Fragment, memo, use, useMemo, type ReactNode } from "react";
import { MathSymbol } from "../ui/symbol";
import { isMaths, markdownTokens, type MathsToken } from "./markdown-tokens";
import "./notebook-views.css";

export interface MarkdownTextProps {
  text: string;
  /** Headings get the ids `<prefix>-heading-0`, `-1` …, to be reached from an outline. */
  idPrefix: string;
  /** What a press on a link to another text does; null for a link that leads nowhere from here. */
  follow?: (href: string) => (() => void) | null;
  /** The text may be anybody's: a link to the web is shown with its address and leads nowhere, or it could carry away what a page knows. */
  foreign?: boolean;
}

type Follow = NonNullable<MarkdownTextProps["follow"]>;
const nowhere: Follow = () => null;
const FollowContext = createContext<Follow>(nowhere);
const ForeignContext = createContext(false);

/**
 * Prose in Markdown, formulas typeset. It is drawn as elements, never as HTML: tags in the text stay text, links lead
 * only to the web or within the page.
 */
export const MarkdownText = memo(function MarkdownText({ text, idPrefix, follow = nowhere, foreign = false }: MarkdownTextProps) {
  const tokens = useMemo(() => markdownTokens(text), [text]);
  const headings = tokens.filter(({ type }) => type === "heading");
  const headingId = (token: Token) => `${idPrefix}-heading-${headings.indexOf(token)}`;
  return (
    <FollowContext value={follow}>
      <ForeignContext value={foreign}>
        <div className="prose">{blocks(tokens, headingId)}</div>
      </ForeignContext>
    </FollowContext>
  );
});

type AnyToken = Token | MathsToken;

const blocks = (tokens: readonly AnyToken[], headingId: (token: Token) => string): ReactNode =>
  tokens.map((token, i) => <Fragment key={i}>{block(token, headingId)}</Fragment>);

function block(token: AnyToken, headingId: (token: Token) => string): ReactNode {
  if (isMaths(token)) return inline(token);
  switch (token.type) {
    case "heading": {
      const { depth, tokens } = token as Tokens.Heading;
      const Level = `h${depth}` as "h1";
      return <Level id={headingId(token)}>{inlines(tokens)}</Level>;
    }
    case "paragraph":
      return <p>{inlines(token.tokens)}</p>;
    case "list": {
      const { ordered, start, items } = token as Tokens.List;
      const List = ordered ? "ol" : "ul";
      return (
        <List start={ordered && start !== "" ? start : undefined}>
          {items.map((item, i) => (
            <li key={i}>{blocks(item.tokens, headingId)}</li>
          ))}
        </List>
      );
    }
    case "blockquote":
      return <blockquote>{blocks(token.tokens ?? [], headingId)}</blockquote>;
    case "code":
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case "table":
      return <ProseTable table={token as Tokens.Table} />;
    case "hr":
      return <hr />;
    case "space":
    case "def":
      return null;
    default:
      return inline(token);
  }
}

const inlines = (tokens: readonly AnyToken[] = []): ReactNode => tokens.map((token, i) => <Fragment key={i}>{inline(token)}</Fragment>);

function inline(token: AnyToken): ReactNode {
  if (isMaths(token)) return <MathSymbol tex={token.tex} label={token.tex} display={token.display} />;
  switch (token.type) {
    case "strong":
      return <strong>{inlines(token.tokens)}</strong>;
    case "em":
      return <em>{inlines(token.tokens)}</em>;
    case "del":
      return <del>{inlines(token.tokens)}</del>;
    case "codespan":
      return <code>{(token as Tokens.Codespan).text}</code>;
    case "br":
      return <br />;
    case "link":
      return <ProseLink link={token as Tokens.Link} />;
    case "image":
      return (token as Tokens.Image).text;
    case "text":
      return token.tokens ? inlines(token.tokens) : (token as Tokens.Text).text;
    case "escape":
      return (token as Tokens.Escape).text;
    default:
      return token.raw;
  }
}

function ProseLink({ link: { href, title, tokens } }: { link: Tokens.Link }) {
  const go = use(FollowContext)(href);
  const foreign = use(ForeignContext);
  if (go)
    return (
      <button type="button" className="prose-link" onClick={go}>
        {inlines(tokens)}
      </button>
    );
  const within = href.startsWith("#");
  if (!within && !/^https?:\/\//i.test(href)) return inlines(tokens);
  if (foreign)
    return (
      <>
        {inlines(tokens)} <code>{href}</code>
      </>
    );
  if (within) return <a href={href}>{inlines(tokens)}</a>;
  return (
    <a href={href} title={title ?? undefined} target="_blank" rel="noopener noreferrer">
      {inlines(tokens)}
    </a>
  );
}

function ProseTable({ table: { header, rows } }: { table: Tokens.Table }) {
  return (
    <div className="data-table">
      <table>
        <thead>
          <tr>
            {header.map(({ tokens, align }, i) => (
              <th key={i} scope="col" style={{ textAlign: align ?? "left" }}>
                {inlines(tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map(({ tokens, align }, j) => (
                <td key={j} style={{ textAlign: align ?? "left" }}>
                  {inlines(tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
