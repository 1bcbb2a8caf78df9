import type { FieldKindProps } from "./field-kinds/define";
import { FieldMap } from "./field-map";

/** A map with lines of equal value. */
export const ContourView = (props: FieldKindProps) => <FieldMap {...props} lines={props.levels} />;
