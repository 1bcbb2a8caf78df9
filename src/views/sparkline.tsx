import { extent, line, scaleLinear } from "d3";
import "./views.css";

export interface SparklineProps {
  values: readonly (number | null)[];
  title: string;
  width?: number;
  height?: number;
}

/** The course of a number, small. Gaps stay gaps; it needs no axis because the number stands beside it. */
export function Sparkline({ values, title, width = 70, height = 18 }: SparklineProps) {
  const drawn =
    values.length > 2 * width ? values.filter((_, i) => i % Math.ceil(values.length / (2 * width)) === 0 || i === values.length - 1) : values;
  const [low, high] = extent(drawn.filter((value) => value !== null && Number.isFinite(value)) as number[]);
  if (low === undefined || drawn.length < 2) return <svg className="sparkline" width={width} height={height} aria-hidden="true" />;
  const x = scaleLinear([0, drawn.length - 1], [0, width]);
  const y = scaleLinear(low === high ? [low - 1, low + 1] : [low, high!], [height - 2, 2]);
  const path = line<number | null>()
    .defined((value) => value !== null && Number.isFinite(value))
    .x((_, i) => x(i))
    .y((value) => y(value!))(drawn);
  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <path d={path ?? ""} />
    </svg>
  );
}
