import { models } from "../core/models/index";
import type { Intervention } from "../core/spec/run-spec";
import { isRun, type LibraryRecord } from "../library/record";
import { ownSetting } from "../library/spec-difference";
import { formatCount, formatForField, formatNumber } from "../ui/format";
import { t } from "../ui/text";

export const modelTitle = (id: string): string => (models.has(id) ? t(models.get(id).title) : id === "custom" ? t("Own equations") : id);

/** A value of a spec in a few characters: 0.04, 256 × 256, "periodic"; of what was done in flight, what and when. */
export function valueWords(value: unknown, path = ""): string {
  if (value === undefined) return "–";
  if (path === "interventions" && Array.isArray(value)) return (value as Intervention[]).map(interventionWords).join("; ");
  if (typeof value === "number") return formatForField(value);
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "number")) return value.map(formatForField).join(" × ");
  return JSON.stringify(value);
}

const interventionWords = ({ step, parameters, mark, field }: Intervention): string => {
  const done = [...Object.entries(parameters ?? {}).map(([name, set]) => `${name} = ${valueWords(set)}`), ...(mark ? [`${field} ${mark.kind}`] : [])];
  return t("at step {{step}}: {{done}}", { step: formatCount(step), done: done.join(", ") });
};

const settings = new Map<string, string[]>();

/** What tells a run from its preset, a few characters each: "F 0.04". Empty where nothing does. */
export function settingWords(record: LibraryRecord): string[] {
  const key = `${record.specHash}/${isRun(record) ? record.payload.preset : ""}`;
  let words = settings.get(key);
  if (!words) {
    words = readSetting(record).map(({ name, value }) =>
      name === "interventions"
        ? t("{{count}} changes in flight", { count: (value as unknown[]).length })
        : `${name.replace(/^grid\.shape$/, t("grid"))} ${valueWords(value)}`,
    );
    settings.set(key, words);
  }
  return words;
}

/** A spec of another version may not complete here: it then tells nothing. */
function readSetting(record: LibraryRecord): ReturnType<typeof ownSetting> {
  try {
    return ownSetting(record.spec, isRun(record) ? record.payload.preset : null);
  } catch {
    return [];
  }
}

/** How far it came, and its telling numbers. */
export const numberWords = ({ kind, step, metrics }: LibraryRecord): string[] => [
  ...(kind === "run" ? [t("step {{step}}", { step: formatCount(step) })] : []),
  ...(typeof metrics["dimension"] === "number" ? [t("dimension {{value}}", { value: formatNumber(metrics["dimension"], 3) })] : []),
  ...(typeof metrics["wavelength"] === "number" ? [t("wavelength {{value}}", { value: formatNumber(metrics["wavelength"], 3) })] : []),
];

export const kindWords = (kind: LibraryRecord["kind"]): string => ({ run: t("run"), sweep: t("sweep"), search: t("search") })[kind];

/** A moment, as people of the page's language write it. */
export const moment = (at: number): string =>
  new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" }).format(at);

/** Bytes with their prefix: 2.1 MB. */
export function bytesWords(bytes: number): string {
  const [scale, unit] = bytes >= 1e9 ? [1e9, t("GB")] : bytes >= 1e6 ? [1e6, t("MB")] : [1e3, t("kB")];
  return `${formatNumber(bytes / scale, 2)} ${unit}`;
}
