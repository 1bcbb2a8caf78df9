/** A colour map from evenly spaced colours of 6 hexadecimal digits, straight between them. */
export function along(table: string): (t: number) => string {
  const last = table.length / 6 - 1;
  const channel = (entry: number, i: number) => Number.parseInt(table.slice(6 * entry + 2 * i, 6 * entry + 2 * i + 2), 16);
  return (t) => {
    const place = Math.min(1, Math.max(0, t)) * last;
    const low = Math.min(last - 1, Math.floor(place));
    const mixed = [0, 1, 2].map((i) => channel(low, i) + (place - low) * (channel(low + 1, i) - channel(low, i)));
    return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
  };
}
