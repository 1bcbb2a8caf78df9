/** Fields that stand in the line's own places, or that nobody wants to read in a terminal. */
const placed = new Set(["timestamp", "level", "logger", "message", "env", "exception", "time", "pid", "hostname"]);

/** A line of the log as a person reads it: time, level, sentence, then what else is known. */
export function textLine(line: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const facts = Object.entries(entry).filter(([name]) => !placed.has(name));
  const words = [
    String(entry["timestamp"]).slice(11, 23),
    String(entry["level"]).toUpperCase().padEnd(5),
    plain(entry["message"] ?? ""),
    ...facts.map(([name, value]) => `${name}=${plain(value)}`),
  ];
  const { stack } = (entry["exception"] ?? {}) as { stack?: string };
  return `${words.join(" ")}\n${stack === undefined ? "" : `${stack}\n`}`;
}

/** Control characters stay escaped, so that nobody writes lines of their own into the log or colours into the terminal. */
function plain(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const escaped = JSON.stringify(value).slice(1, -1);
  return /^[\x20-\x7e]*$/.test(value) ? value : escaped.replace(/[\u0080-\u009f\u2028\u2029]/g, "?");
}
