import { area, extent, line, scaleLinear } from "d3";
import { useId } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import "./views.css";

export interface DispersionPlotProps {
  /** Wavenumbers, ascending, and the largest real part of the eigenvalues at each. */
  k: readonly number[];
  growth: readonly number[];
  /** Wavenumbers that grow; null when none does. */
  band: readonly [number, number] | null;
  /** Where growth is largest; null when nothing grows. */
  peak: { k: number; growth: number; wavelength: number } | null;
  title: string;
}

const [width, height] = [312, 116];
const [left, right, top, bottom] = [38, 296, 18, 94];

/** Growth rate by wavenumber, the unstable band shaded, the fastest mode marked. */
export function DispersionPlot({ k, growth, band, peak, title }: DispersionPlotProps) {
  const describedBy = useId();
  if (k.length < 2) return null;
  const highest = Math.max(...growth);
  const [lowest] = extent(growth) as [number, number];
  // What is far below the axis is of no interest: a deep tail would flatten the part that decides.
  const floor = Math.max(lowest, highest > 0 ? -1.6 * highest : -2.5 * Math.abs(highest) - 1e-9);
  const x = scaleLinear([0, k.at(-1)!], [left, right]);
  const y = scaleLinear([floor, Math.max(highest, 0)], [bottom, top]).clamp(true);
  const points = k.map((wavenumber, i) => [wavenumber, growth[i]!] as const);
  const path = line<readonly [number, number]>()
    .defined(([, g]) => g >= floor)
    .x(([wavenumber]) => x(wavenumber))
    .y(([, g]) => y(g));
  const shade = area<readonly [number, number]>()
    .defined(([, g]) => g >= 0)
    .x(([wavenumber]) => x(wavenumber))
    .y0(y(0))
    .y1(([, g]) => y(g));
  const peakOnRight = peak !== null && x(peak.k) > 0.62 * right;
  const words = peak
    ? `Grows for k from ${formatNumber(band?.[0], 3)} to ${formatNumber(band?.[1], 3)}, fastest at k = ${formatNumber(peak.k, 3)} with rate ${formatNumber(peak.growth, 3)}, wavelength ${formatNumber(peak.wavelength, 4)}.`
    : `Nothing grows: the largest rate is ${formatNumber(highest, 3)}.`;
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <title>{title}</title>
      <desc id={describedBy}>{words}</desc>
      {band && <rect className="chart-band" x={x(band[0])} y={top} width={Math.max(1, x(band[1]) - x(band[0]))} height={bottom - top} />}
      <path className="chart-band" d={shade(points) ?? ""} />
      <path className="chart-axis" d={`M${left} ${y(0)}H${right}`} />
      <path className="chart-line" d={path(points) ?? ""} />
      {peak && (
        <>
          <circle className="chart-mark" cx={x(peak.k)} cy={y(peak.growth)} r={3.5} />
          <text x={x(peak.k) + (peakOnRight ? -8 : 8)} y={y(peak.growth) - 6} textAnchor={peakOnRight ? "end" : "start"}>
            k {formatNumber(peak.k, 3)}, λ {formatNumber(peak.wavelength, 4)}
          </text>
        </>
      )}
      <text x={0} y={8}>
        Re σ
      </text>
      {y.ticks(3).map((value) => (
        <text key={value} x={left - 5} y={y(value)} dy="0.32em" textAnchor="end">
          {formatSetting(value, 2)}
        </text>
      ))}
      {x.ticks(4).map((value) => (
        <text key={value} x={x(value)} y={bottom + 15} textAnchor="middle">
          {formatSetting(value)}
        </text>
      ))}
      <text x={width} y={y(0) + 3} textAnchor="end">
        k
      </text>
    </svg>
  );
}
