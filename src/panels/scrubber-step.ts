/** The step that a key leads to from the shown one: arrows by one, Page keys by a twentieth of all; null for keys that mean nothing here. */
export function scrubberStep(key: string, step: number, newest: number): number | null {
  const page = Math.max(10, Math.round(newest / 20));
  const by: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -page,
    PageUp: page,
    Home: -Infinity,
    End: Infinity,
  };
  const change = by[key];
  return change === undefined ? null : Math.min(newest, Math.max(0, step + change));
}
