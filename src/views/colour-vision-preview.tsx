import { useId, type ReactNode } from "react";
import { filterValues, visionNamed } from "./colour-vision";
import "./field-stage.css";

/** Shows what is inside it as it is seen with another colour vision. */
export function ColourVisionPreview({ vision, children }: { vision: string; children: ReactNode }) {
  const id = useId();
  const { matrix } = visionNamed(vision);
  return (
    <div className="colour-vision" style={matrix ? { filter: `url("#${id}")` } : undefined}>
      {matrix && (
        <svg width={0} height={0} aria-hidden="true">
          {/* The matrices are for linear light, in which SVG filters work by default. */}
          <filter id={id} colorInterpolationFilters="linearRGB" x="0" y="0" width="1" height="1">
            <feColorMatrix type="matrix" values={filterValues(matrix)} />
          </filter>
        </svg>
      )}
      {children}
    </div>
  );
}
