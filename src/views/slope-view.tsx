import { useCallback } from "react";
import type { FieldKindProps } from "./field-kinds/define";
import { FieldMap } from "./field-map";
import { SlopeLayer } from "./slope-layer";
import type { Viewport } from "./viewport";

/** A map with arrows down its slopes. */
export function SlopeView(props: FieldKindProps) {
  const { field, spacing, periodic } = props;
  const over = useCallback(
    (view: Viewport) => <SlopeLayer source={field.source} view={view} spacing={spacing} periodic={periodic} unit={field.unit} />,
    [field.source, field.unit, spacing, periodic],
  );
  return <FieldMap {...props} over={over} />;
}
