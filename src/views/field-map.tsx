import { useCallback, type ReactNode } from "react";
import { FieldView } from "./field-view";
import type { FieldKindProps } from "./field-kinds/define";
import { MarksLayer } from "./marks-layer";
import { t } from "../ui/text";
import type { Size, Viewport } from "./viewport";

/** What a kind of map draws over the cells. */
export interface FieldMapProps extends FieldKindProps {
  over?(view: Viewport, size: Size): ReactNode;
  /** Contour lines, about. */
  lines?: number;
}

/** A heat map among the views of a run, with what a person has marked on it. */
export function FieldMap({ field, nx, ny, marks, over, lines = 0, ...shared }: FieldMapProps) {
  const overlay = useCallback(
    (view: Viewport, size: Size) => (
      <>
        {over?.(view, size)}
        <MarksLayer marks={marks} view={view} size={size} />
      </>
    ),
    [marks, over],
  );
  const { map, range, smooth, spacing, tool, link, name } = shared;
  return (
    <FieldView
      {...{ nx, ny, map, range, smooth, spacing, tool, link, name, lines, overlay }}
      source={field.source}
      symbol={field.symbol}
      unit={field.unit}
      label={t("{{title}}, a field of {{nx}} by {{ny}} cells", { title: field.title, nx, ny })}
    />
  );
}
