export const sides = ["left", "right"] as const;
export type Side = (typeof sides)[number];

/** Ids of the panels in one place: one, or several behind tabs. Never empty. */
export type Stack = readonly string[];

/** The ids of a room's panels by column, in the order of their definitions. */
export type Usual = Readonly<Record<Side, readonly string[]>>;

/** How a person has set up the columns of a room. Every panel is in one place, or closed. */
export interface Arrangement {
  /** Each column from top to bottom. */
  columns: Readonly<Record<Side, readonly Stack[]>>;
  closed: readonly string[];
  /** Widths of the columns in CSS pixels; the usual one where absent. */
  widths: Readonly<Partial<Record<Side, number>>>;
}

/** A place in a column: beside the stack of another panel, in that stack, or at the end. */
export interface Target {
  side: Side;
  /** A panel of the stack that is meant; null for the end of the column. */
  panel: string | null;
  where: "before" | "after" | "with";
}

/** Widths of a column in CSS pixels between which it is drawn readably. */
export const columnWidths = { least: 200, most: 640 } as const;
export const fittingWidth = (px: number): number => Math.round(Math.min(columnWidths.most, Math.max(columnWidths.least, px)));

/** The kept arrangement for the panels that there are: unknown ones are dropped, new ones stand in their usual place. */
export function arranged(usual: Usual, kept?: Arrangement): Arrangement {
  if (!kept) return { columns: { left: usual.left.map((id) => [id]), right: usual.right.map((id) => [id]) }, closed: [], widths: {} };
  const known = new Set([...usual.left, ...usual.right]);
  const only = (stacks: readonly Stack[]) => stacks.map((stack) => stack.filter((id) => known.has(id))).filter(({ length }) => length > 0);
  const closed = kept.closed.filter((id) => known.has(id));
  let next: Arrangement = { ...kept, columns: { left: only(kept.columns.left), right: only(kept.columns.right) }, closed };
  const placed = new Set([...closed, ...idsOf(next)]);
  for (const id of [...usual.left, ...usual.right]) if (!placed.has(id)) next = inUsualPlace(next, id, usual);
  return next;
}

const idsOf = ({ columns }: Arrangement): string[] => sides.flatMap((side) => columns[side].flat());

/** Without the panel, wherever it was. */
function without({ columns, closed, widths }: Arrangement, id: string): Arrangement {
  const rest = (stacks: readonly Stack[]) => stacks.map((stack) => stack.filter((one) => one !== id)).filter(({ length }) => length > 0);
  return { columns: { left: rest(columns.left), right: rest(columns.right) }, closed: closed.filter((one) => one !== id), widths };
}

/** Behind those of its column that come before it by definition. */
function inUsualPlace(arrangement: Arrangement, id: string, usual: Usual): Arrangement {
  const side = usual.left.includes(id) ? "left" : "right";
  const stacks = arrangement.columns[side];
  const earlier = new Set(usual[side].slice(0, usual[side].indexOf(id)));
  const at = 1 + stacks.findLastIndex((stack) => stack.some((one) => earlier.has(one)));
  return { ...arrangement, columns: { ...arrangement.columns, [side]: stacks.toSpliced(at, 0, [id]) } };
}

/** The panel taken from where it is, or from the closed ones, to `target`. Unchanged when the target is the panel itself. */
export function moved(arrangement: Arrangement, id: string, { side, panel, where }: Target): Arrangement {
  if (panel === id) return arrangement;
  const rest = without(arrangement, id);
  const stacks = rest.columns[side];
  const at = stacks.findIndex((stack) => panel !== null && stack.includes(panel));
  const next =
    at < 0
      ? [...stacks, [id]]
      : where === "with"
        ? stacks.with(at, stacks[at]!.toSpliced(stacks[at]!.indexOf(panel!) + 1, 0, id))
        : stacks.toSpliced(where === "before" ? at : at + 1, 0, [id]);
  return { ...rest, columns: { ...rest.columns, [side]: next } };
}

export const closed = (arrangement: Arrangement, id: string): Arrangement => {
  const rest = without(arrangement, id);
  return { ...rest, closed: [...rest.closed, id] };
};

/** Open again, in its usual place. */
export const reopened = (arrangement: Arrangement, id: string, usual: Usual): Arrangement => inUsualPlace(without(arrangement, id), id, usual);

export const resized = (arrangement: Arrangement, side: Side, px: number | null): Arrangement => {
  const { [side]: _, ...others } = arrangement.widths;
  return { ...arrangement, widths: px === null ? others : { ...others, [side]: fittingWidth(px) } };
};

export type Step = "up" | "down" | "across" | "tab" | "apart";

/** Where a panel can be taken without a pointer, and what each of these steps leads to. */
export function stepsOf(arrangement: Arrangement, id: string): Partial<Record<Step, Target>> {
  const side = sides.find((one) => arrangement.columns[one].some((stack) => stack.includes(id)));
  if (side === undefined) return {};
  const stacks = arrangement.columns[side];
  const at = stacks.findIndex((stack) => stack.includes(id));
  const [above, own, below] = [stacks[at - 1], stacks[at]!, stacks[at + 1]];
  const other = side === "left" ? "right" : "left";
  // Beside what stands about as far down, so that it stays in view.
  const opposite = arrangement.columns[other][at]?.[0] ?? null;
  return {
    ...(above && { up: { side, panel: above[0]!, where: "before" } }),
    ...(below && { down: { side, panel: below[0]!, where: "after" } }),
    across: { side: other, panel: opposite, where: "before" },
    ...(own.length === 1 && above && { tab: { side, panel: above.at(-1)!, where: "with" } }),
    ...(own.length > 1 && { apart: { side, panel: own.find((one) => one !== id)!, where: "after" } }),
  };
}
