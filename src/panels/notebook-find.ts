/** A place where a text was found. */
export interface Found {
  /** Id of the cell. */
  cell: string;
  /** Characters of its source before the place. */
  offset: number;
}

/** Every place in the sources of cells that holds a text, capital or small; none for an empty one. */
export function findInCells(cells: readonly { id: string; source: string }[], text: string): Found[] {
  const sought = text.toLowerCase();
  if (sought === "") return [];
  return cells.flatMap(({ id, source }) => {
    const found: Found[] = [];
    const within = source.toLowerCase();
    for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + sought.length)) found.push({ cell: id, offset: at });
    return found;
  });
}

/** Ranges of the text under an element that hold what is sought. */
export function rangesIn(element: Element, text: string): Range[] {
  const sought = text.toLowerCase();
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const within = node.textContent!.toLowerCase();
    for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + sought.length)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + sought.length);
      ranges.push(range);
    }
  }
  return ranges;
}
