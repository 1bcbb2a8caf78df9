/**
 * Who is refused a thousand times a second must not fill the audit: of each bucket the first refusal in a window is told, with how many went by since.
 * The returned function gives that number, or null where there is nothing to tell. `now` in milliseconds.
 */
export function refusalsWorthTelling(now: () => number, mostNames = 10_000): (name: string, window: number) => number | null {
  const told = new Map<string, { at: number; since: number }>();
  return (name, window) => {
    const at = now();
    const last = told.get(name);
    if (last !== undefined && at - last.at < window * 1000) {
      last.since++;
      return null;
    }
    told.delete(name);
    told.set(name, { at, since: 0 });
    if (told.size > mostNames) told.delete(told.keys().next().value!);
    return last?.since ?? 0;
  };
}
