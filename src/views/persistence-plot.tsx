import { scaleLinear } from "d3";
import { useId } from "react";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { tickText } from "./axis-ticks";
import "./measure-views.css";
import { classNames, dotsPath, longestBars, type DrawnClasses } from "./persistence-drawing";
import "./views.css";

export interface PersistencePlotProps {
  title: string;
  classes: readonly DrawnClasses[];
  /** Smallest and largest value of the field. */
  extremes: readonly [number, number];
  /** Lifetime beyond which a class counts. */
  threshold: number;
  /** Sets that grow as the value falls: classes die at lower values than they are born at. */
  falling: boolean;
}

const width = 312;
const [left, right] = [40, 302];
const diagram = { top: 34, bottom: 250, height: 282 };
const barcodeTop = 34;
const barStep = 3;
const mostBars = 40;

/** A dot for each class: born at x, dead at y. Near the diagonal lies what lives briefly, as noise does. */
export function PersistenceDiagram({ title, classes, extremes: [low, high], threshold, falling }: PersistencePlotProps) {
  const describedBy = useId();
  const { top, bottom, height } = diagram;
  const x = scaleLinear([low, high], [left, right]);
  const y = scaleLinear([low, high], [bottom, top]);
  const sign = falling ? -1 : 1;
  const from = falling ? low + threshold : low;
  const to = falling ? high : high - threshold;
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <desc id={describedBy}>{inWords(classes)}</desc>
      <path className="chart-axis" d={`M${left} ${bottom}H${right}M${left} ${bottom}V${top}`} />
      <path className="chart-axis" d={`M${x(low)} ${y(low)}L${x(high)} ${y(high)}`} />
      {from < to && <path className="chart-line-dim" d={`M${x(from)} ${y(from + sign * threshold)}L${x(to)} ${y(to + sign * threshold)}`} />}
      {classes.map(({ dimension, pairs, essential }) => (
        <g key={dimension} className={`curve curve-${dimension}`}>
          <path className="persistence-dots" strokeLinecap="round" d={dotsPath(pairs.map(([birth, death]) => [x(birth), y(death)]))} />
          {essential.slice(0, mostBars).map((birth, k) => (
            <path key={k} className="persistence-endless" d={endless(x(birth), y(falling ? low : high))} />
          ))}
        </g>
      ))}
      {x.ticks(5).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 14} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      {y.ticks(5).map((tick) => (
        <text key={tick} x={left - 5} y={y(tick)} dy="0.32em" textAnchor="end">
          {tickText(tick)}
        </text>
      ))}
      <Legend classes={classes} />
      <text x={0} y={10}>
        {t("death")}
      </text>
      <text x={right} y={height - 4} textAnchor="end">
        {t("birth")}
      </text>
    </svg>
  );
}

/** A bar for each of the longest-lived classes, from birth to death; with an arrow where it never dies. */
export function PersistenceBarcode({ title, classes, extremes: [low, high], threshold, falling }: PersistencePlotProps) {
  const describedBy = useId();
  const bars = longestBars(classes, mostBars);
  const bottom = barcodeTop + Math.max(1, bars.length) * barStep + 4;
  const x = scaleLinear(falling ? [high, low] : [low, high], [left, right]);
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${bottom + 32}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <desc id={describedBy}>{inWords(classes)}</desc>
      {bars.map(({ dimension, birth, death }, i) => {
        const brief = death !== null && Math.abs(death - birth) <= threshold;
        const at = barcodeTop + i * barStep;
        return (
          <g key={i} className={`curve curve-${dimension} ${brief ? "bar-brief" : ""}`}>
            <path className="persistence-bar" d={`M${x(birth)} ${at}H${death === null ? right : x(death)}`} />
            {death === null && <path className="persistence-endless" d={`M${right - 3} ${at - 2}l3 2l-3 2`} />}
          </g>
        );
      })}
      <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
      {x.ticks(5).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 14} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      <Legend classes={classes} />
      <text x={right} y={bottom + 28} textAnchor="end">
        {falling ? t("value, falling") : t("value")}
      </text>
    </svg>
  );
}

function Legend({ classes }: { classes: readonly DrawnClasses[] }) {
  return (
    <>
      {classes.map(({ dimension }, i) => (
        <g key={dimension} className={`curve curve-${dimension}`}>
          <circle cx={left + 4 + i * 84} cy={20} r={2.5} />
          <text x={left + 12 + i * 84} y={23}>
            {t(classNames[dimension] ?? "")}
          </text>
        </g>
      ))}
    </>
  );
}

/** A triangle at the rim. */
const endless = (x: number, y: number): string => `M${x - 3} ${y - 2}h6l-3 -4Z`;

function inWords(classes: readonly DrawnClasses[]): string {
  return classes
    .map(({ dimension, pairs: [longest], pairs, essential }) => {
      const name = t(classNames[dimension] ?? `H${dimension}`);
      const lives = longest
        ? t(", the longest from {{low}} to {{high}}", { low: formatNumber(longest[0], 3), high: formatNumber(longest[1], 3) })
        : "";
      return t("{{name}}: {{pairs}} pairs{{lives}}; {{essential}} never die", {
        name,
        pairs: formatCount(pairs.length),
        lives,
        essential: formatCount(essential.length),
      });
    })
    .join(". ");
}
