/** A source in words, its DOIs as links. */
export function Citation({ source }: { source: string }) {
  return citationPieces(source).map(({ text, doi }) =>
    doi ? (
      <a key={text} href={`https://doi.org/${doi}`} target="_blank" rel="noreferrer">
        {text}
      </a>
    ) : (
      <span key={text}>{text}</span>
    ),
  );
}

/** A text in pieces, those that are DOIs apart from the rest. */
export function citationPieces(source: string): { text: string; doi?: string }[] {
  const pieces: { text: string; doi?: string }[] = [];
  let from = 0;
  for (const match of source.matchAll(/doi:(10\.\d{4,9}\/[^\s;,]*[^\s;,.])/g)) {
    pieces.push({ text: source.slice(from, match.index) }, { text: match[0], doi: match[1] });
    from = match.index + match[0].length;
  }
  return [...pieces, { text: source.slice(from) }].filter(({ text }) => text !== "");
}
