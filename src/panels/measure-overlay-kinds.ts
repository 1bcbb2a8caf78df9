import type { MetricEntry } from "../state/measure-slice";
import { t } from "../ui/text";
import type { SeenSet } from "./measure-preview";

/** What can be drawn over the image, and the metric that it shows; it is measured next once it is chosen. */
export const overlayKinds = [
  { value: "set", label: "The set", note: "The cells that are measured", metric: null },
  { value: "boxes", label: "Boxes", note: "Those of one edge that cover the set, as box counting counts them", metric: "box-counting" },
  { value: "skeleton", label: "Skeleton", note: "The set's middle lines with their ends, branchings and crossings", metric: "skeleton-graph" },
  { value: "components", label: "Components", note: "Each piece of the set in a colour of its own", metric: "connected-components" },
  {
    value: "local-dimension",
    label: "Local dimension",
    note: "How fast the mass around each cell grows: 1 on threads, more in patches",
    metric: "local-dimension",
  },
  { value: "none", label: "Nothing", note: "The image alone", metric: null },
] as const;

export type OverlayKind = (typeof overlayKinds)[number]["value"];

/** The metric that an overlay shows; null for one that shows none. */
export const metricOf = (kind: OverlayKind): string | null => overlayKinds.find(({ value }) => value === kind)!.metric;

/** What an overlay is drawn from. */
export interface OverlayFacts {
  /** Of the image. */
  shape: readonly number[];
  /** Null while there is none. */
  set: SeenSet | null;
  /** Of the overlay's metric; null when it has none, or nothing is measured. */
  entry: MetricEntry | null;
  /** Whether the image has not been set otherwise since it was measured. */
  upToDate: boolean;
}

/** What a metric found of the image as it is set, or in words why there is nothing yet. */
export function detailOf<Detail>({ entry, upToDate }: Pick<OverlayFacts, "entry" | "upToDate">): { detail: Detail } | { words: string } {
  if (!entry) return { words: t("Nothing is measured.") };
  if (entry.status === "failed")
    return { words: t("It could not be measured: {{problem}}.", { problem: entry.problem?.message ?? t("no reason was given") }) };
  if (entry.status !== "done" || !entry.report || !upToDate) return { words: t("Measured in a moment.") };
  const { result } = entry.report;
  if (result.value === null) return { words: t("There is none: {{reason}}.", { reason: result.reason }) };
  return { detail: result.detail as Detail };
}
