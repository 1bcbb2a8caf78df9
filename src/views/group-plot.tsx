import { extent, scaleLinear } from "d3";
import { useRef } from "react";
import type { GroupSummary } from "../core/metrics/batch-groups";
import { formatNumber, formatSetting, formatUnit } from "../ui/format";
import { t } from "../ui/text";
import { useSize } from "./use-size";
import "./batch-views.css";
import "./views.css";

export interface GroupPlotProps {
  groups: readonly GroupSummary[];
  /** What is compared, as the axis says it. */
  title: string;
  unit: string;
}

/** Pixels for the names at the left, and for the means at the right. */
const [nameRoom, meanRoom] = [140, 72];
const rowHeight = 30;
const foot = 40;
/** Pixels that a character of a name takes, about. */
const characterWidth = 6.6;

/** Where everything stands, in pixels: x of values, y of rows. */
export interface GroupDrawing {
  left: number;
  right: number;
  height: number;
  ticks: { x: number; value: number }[];
  rows: {
    group: string;
    y: number;
    dots: { x: number; y: number }[];
    mean: number;
    /** From mean − error to mean + error; null for a single value. */
    bar: [from: number, to: number] | null;
  }[];
}

/** Dots of a group lie beside one another in turn, so that equal values are all seen. */
export function drawGroups(groups: readonly GroupSummary[], width: number): GroupDrawing {
  const [left, right] = [Math.min(nameRoom, 0.3 * width), width - meanRoom];
  const ends = groups.flatMap(({ values, mean, error }) => [...values, mean - (error ?? 0), mean + (error ?? 0)]);
  const [low = 0, high = 1] = extent(ends);
  // Values that differ by less than rounding are one place on the axis.
  const differ = high - low > Math.max(1e-12 * Math.max(Math.abs(low), Math.abs(high)), 1e-300);
  const room = differ ? 0.04 * (high - low) : Math.max(0.5, 0.05 * Math.abs(low));
  const x = scaleLinear([low - room, high + room], [left, right]);
  return {
    left,
    right,
    height: rowHeight * groups.length + foot,
    ticks: x.ticks(Math.max(2, Math.round((right - left) / 80))).map((value) => ({ x: x(value), value })),
    rows: groups.map(({ group, values, mean, error }, i) => {
      const y = rowHeight * (i + 0.5);
      const dots = values.map((value, k) => ({ x: x(value), y: y + (values.length > 1 ? ((k % 5) - 2) * 3 : 0) }));
      return { group, y, dots, mean: x(mean), bar: error === null ? null : [x(mean - error), x(mean + error)] };
    }),
  };
}

/** A dot an image, group by group, with the mean and its standard error. */
export function GroupPlot({ groups, title, unit }: GroupPlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(260, Math.min(760, useSize(frame).width));
  const { left, right, height, ticks, rows } = drawGroups(groups, width);
  const nameLength = Math.floor((left - 12) / characterWidth);
  const bottom = height - foot;
  const words = groups.map(({ group, mean, error, values: { length } }) => {
    const reach = error === null ? "" : ` ± ${formatNumber(error, 2)}`;
    return t("{{group}}: {{mean}}{{reach}}, {{count}} images", { group, mean: formatNumber(mean), reach, count: length });
  });
  return (
    <div ref={frame} className="group-plot">
      <svg
        className="chart"
        width={width}
        height={height}
        role="img"
        aria-label={t("{{title}} by group. {{words}}", { title, words: words.join("; ") })}
      >
        {ticks.map((tick) => (
          <g key={tick.value}>
            <path className="group-grid" d={`M${tick.x} 0V${bottom}`} />
            <text x={tick.x} y={bottom + 14} textAnchor="middle">
              {formatSetting(tick.value)}
            </text>
          </g>
        ))}
        <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
        <text x={right} y={bottom + 30} textAnchor="end">
          {title}
          {formatUnit(unit)}
        </text>
        {rows.map(({ group, y, dots, mean, bar }, i) => (
          <g key={group}>
            <text className="group-name" x={left - 12} y={y} dy="0.32em" textAnchor="end">
              {group.length > nameLength ? `${group.slice(0, nameLength - 1)}…` : group}
              <title>{words[i]}</title>
            </text>
            {dots.map((dot, k) => (
              <circle key={k} className="group-dot" cx={dot.x} cy={dot.y} r={3} />
            ))}
            {bar && <path className="group-bar" d={`M${bar[0]} ${y}H${bar[1]}M${bar[0]} ${y - 4}V${y + 4}M${bar[1]} ${y - 4}V${y + 4}`} />}
            <path className="group-mean" d={`M${mean} ${y - 9}V${y + 9}`} />
            <text x={right + 12} y={y} dy="0.32em">
              {formatNumber(groups[i]!.mean)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
