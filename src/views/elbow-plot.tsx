import { scaleLog, scaleSymlog } from "d3";
import { useId, type KeyboardEvent, type PointerEvent } from "react";
import { formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./series-views.css";
import "./views.css";

export interface ElbowPlotProps {
  /** Penalties shown. */
  low: number;
  high: number;
  /** Adjoining stretches of penalties with the changes that each leaves, fewest last. */
  steps: readonly { from: number; to: number; changes: number }[];
  /** The penalty in force. */
  penalty: number;
  /** The one used when none is chosen. */
  automatic: number;
  elbow: number | null;
  onPenalty(penalty: number): void;
}

const [width, height] = [312, 132];
const [left, right, top, bottom] = [30, 304, 16, 108];

/** Changes over penalty. The penalty is dragged on it, or moved by the arrow keys: a tenth of an octave each, an octave with Shift. */
export function ElbowPlot({ low, high, steps, penalty, automatic, elbow, onPenalty }: ElbowPlotProps) {
  const describedBy = useId();
  const most = Math.max(1, ...steps.map(({ changes }) => changes));
  const x = scaleLog([low, high], [left, right]).clamp(true);
  const y = scaleSymlog([0, most], [bottom, top]);
  const changes = (steps.find(({ from, to }) => penalty > from && penalty <= to) ?? (penalty <= low ? steps[0] : steps.at(-1)))?.changes ?? 0;
  const path = steps.map(({ from, to, changes: k }, i) => `${i === 0 ? "M" : "L"}${x(from)} ${y(k)}H${x(to)}`).join("");
  const choose = (value: number) => onPenalty(Number(Math.min(high, Math.max(low, value)).toPrecision(3)));
  const onPointer = (event: PointerEvent<SVGSVGElement>) => {
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.getBoundingClientRect();
    choose(x.invert(((event.clientX - box.left) * width) / box.width));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const octaves = { ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1 }[event.key];
    if (octaves === undefined) return;
    event.preventDefault();
    choose(penalty * 2 ** (octaves * (event.shiftKey ? 10 : 1)));
  };
  return (
    <svg
      className="chart elbow-plot"
      viewBox={`0 0 ${width} ${height}`}
      tabIndex={0}
      role="slider"
      aria-label={t("Penalty per change")}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={penalty}
      aria-valuetext={t("{{penalty}}: {{count}} changes", { penalty: formatSetting(penalty, 3), count: changes })}
      aria-describedby={describedBy}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
    >
      <desc id={describedBy}>
        {t("Changes over penalty, from {{changes}} at {{low}} to {{changes2}} at {{high}}.", {
          changes: steps[0]?.changes ?? 0,
          low: formatSetting(low, 2),
          changes2: steps.at(-1)?.changes ?? 0,
          high: formatSetting(high, 2),
        })}
      </desc>
      <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
      {countTicks(most).map((k) => (
        <text key={k} x={left - 6} y={y(k)} dy="0.32em" textAnchor="end">
          {k}
        </text>
      ))}
      {x
        .ticks(3)
        .filter((value) => /^1e/.test(value.toExponential()))
        .map((value) => (
          <text key={value} x={x(value)} y={bottom + 14} textAnchor="middle">
            {formatSetting(value)}
          </text>
        ))}
      <Mark at={x(automatic)} text={t("auto")} />
      {elbow !== null && Math.abs(x(elbow) - x(automatic)) > 36 && <Mark at={x(elbow)} text={t("elbow")} />}
      <path className="chart-line" d={path} />
      <path className="chart-edge elbow-handle" d={`M${x(penalty)} ${top}V${bottom}`} />
      <circle className="chart-mark" cx={x(penalty)} cy={y(Math.min(most, changes))} r={5} />
      <text x={right} y={height} textAnchor="end">
        {t("penalty")}
      </text>
      <text x={0} y={10}>
        {t("changes")}
      </text>
    </svg>
  );
}

function Mark({ at, text }: { at: number; text: string }) {
  return (
    <g className="elbow-mark">
      <path d={`M${at} ${top}V${bottom}`} />
      <text x={at} y={10} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

/** 0 and a few of 1, 2, 5 × 10ᵏ up to the most. */
function countTicks(most: number): number[] {
  const round = [1, 10, 100, 1000, 10_000].flatMap((power) => [1, 2, 5].map((factor) => factor * power)).filter((k) => k <= most);
  return [0, ...round.filter((_, i) => round.length <= 4 || (round.length - 1 - i) % 2 === 0)];
}
