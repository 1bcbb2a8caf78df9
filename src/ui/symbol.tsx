import { useEffect, useState } from "react";
import type * as KatexModule from "katex";

type Katex = typeof KatexModule.default;

let katex: Katex | undefined;
let loading: Promise<Katex> | undefined;

/** Loads KaTeX and its style sheet once, when the first formula is shown. */
async function loadKatex(): Promise<Katex> {
  loading ??= Promise.all([import("katex"), import("katex/dist/katex.min.css")]).then(([module]) => (katex = module.default));
  return loading;
}

export interface MathSymbolProps {
  /** LaTeX source. */
  tex: string;
  /** The same in words, for screen readers; on hover too when displayed on a line of its own. */
  label: string;
  display?: boolean;
}

/** Longer formulas, and those nested deeper than the typesetter can follow, are shown as they are written. */
const longestFormula = 5000;
/** Largest size that a formula may ask for, in em. */
const largestSize = 50;

function typeset(typesetter: Katex, tex: string, displayMode: boolean): string | undefined {
  if (tex.length > longestFormula) return undefined;
  try {
    return typesetter.renderToString(tex, { displayMode, throwOnError: false, output: "html", strict: "ignore", trust: false, maxSize: largestSize });
  } catch {
    return undefined;
  }
}

/** A symbol or an equation, typeset. Shows its source until the typesetter has arrived or when it cannot read it. */
export function MathSymbol({ tex, label, display = false }: MathSymbolProps) {
  const [typesetter, setTypesetter] = useState(() => katex);
  useEffect(() => {
    let here = true;
    if (!typesetter)
      loadKatex().then(
        (loaded) => here && setTypesetter(() => loaded),
        () => undefined,
      );
    return () => void (here = false);
  }, [typesetter]);
  const html = typesetter && typeset(typesetter, tex, display);
  const facts = {
    role: "img",
    "aria-label": label,
    className: display ? "symbol symbol-display" : "symbol",
    // A displayed formula scrolls where the page is narrow, so the keyboard must reach it.
    ...(display ? { title: label, tabIndex: 0 } : {}),
  };
  if (html === undefined) return <span {...facts}>{tex.replace(/[\\{}]/g, "")}</span>;
  return <span {...facts} dangerouslySetInnerHTML={{ __html: html }} />;
}
