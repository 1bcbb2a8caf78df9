import { useMemo } from "react";
import { t } from "../ui/text";
import type { FieldKindProps } from "./field-kinds/define";
import { FieldView } from "./field-view";
import { MarksLayer } from "./marks-layer";
import { phaseSource } from "./phase-angle";

const circle = { id: "fixed", low: -Math.PI, high: Math.PI };

/** The phase of two fields as a map in colours that meet at their ends. */
export function PhaseView({ field, second, nx, ny, marks, map, smooth, spacing, tool, link, name }: FieldKindProps) {
  const source = useMemo(() => phaseSource(field.source, second.source), [field.source, second.source]);
  return (
    <FieldView
      {...{ source, nx, ny, map, smooth, spacing, tool, link, name }}
      range={circle}
      period={2 * Math.PI}
      symbol={`arg(${field.symbol}, ${second.symbol})`}
      unit=" rad"
      label={t("Phase of {{first}} and {{second}}, a field of {{nx}} by {{ny}} cells", { first: field.symbol, second: second.symbol, nx, ny })}
      overlay={(view, size) => <MarksLayer marks={marks} view={view} size={size} />}
    />
  );
}
