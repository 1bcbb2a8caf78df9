import type { Size, Viewport } from "./viewport";
import "./field-charts.css";

/** What a person has put on a map: the line of a kymograph, and cells that are followed. Places in cells. */
export interface FieldMarks {
  line: readonly [from: readonly [number, number], to: readonly [number, number]] | null;
  probes: readonly (readonly [x: number, y: number])[];
}

/** Draws them over a map. A probe has the colour of its series, and its number. */
export function MarksLayer({ marks: { line, probes }, view, size }: { marks: FieldMarks; view: Viewport; size: Size }) {
  if (!line && probes.length === 0) return null;
  const x = (at: number) => ((at - view.x0) / view.width) * size.width;
  const y = (at: number) => ((at - view.y0) / view.height) * size.height;
  return (
    <svg className="marks-layer" width={size.width} height={size.height} aria-hidden="true">
      {line && (
        <g data-mark="line">
          {["marks-rim", "marks-line"].map((look) => (
            <line key={look} className={look} x1={x(line[0][0])} y1={y(line[0][1])} x2={x(line[1][0])} y2={y(line[1][1])} />
          ))}
          <circle className="marks-start" cx={x(line[0][0])} cy={y(line[0][1])} r={4} />
        </g>
      )}
      {probes.map(([px, py], i) => (
        <g key={`${px},${py}`} data-mark="probe" transform={`translate(${x(px + 0.5)},${y(py + 0.5)})`}>
          <circle r={8} style={{ fill: `var(--series-${(i % 7) + 1})` }} className="marks-probe" />
          <text dy="0.35em" textAnchor="middle">
            {i + 1}
          </text>
        </g>
      ))}
    </svg>
  );
}
