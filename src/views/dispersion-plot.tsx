import { area, line, scaleLinear } from "d3";
import { useId } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./analysis-views.css";
import "./views.css";

export interface DispersionPlotProps {
  /** Wavenumbers, ascending, and the leading eigenvalue at each: real and imaginary part. */
  k: readonly number[];
  growth: readonly number[];
  frequency: readonly number[];
  /** Wavenumbers that grow; null when none does. */
  band: readonly [number, number] | null;
  /** Where growth is largest; null when nothing grows. */
  peak: { k: number; growth: number; wavelength: number } | null;
  /** Wavenumbers that the grid can hold. */
  fits: readonly [number, number];
  /** What is measured in the field that is shown, and its name; null before. */
  spectrum: { k: readonly number[]; power: readonly number[]; field: string } | null;
  title: string;
}

const width = 312;
const [left, right, top, bottom] = [38, 296, 18, 100];
const [imaginaryTop, imaginaryBottom] = [128, 158];

/**
 * Growth rate by wavenumber over the measured spectrum, the unstable band shaded, the fastest mode marked, what does not fit the grid
 * greyed. The imaginary part, where there is one, has a scale of its own below: it may be many times the real part.
 */
export function DispersionPlot({ k, growth, frequency, band, peak, fits, spectrum, title }: DispersionPlotProps) {
  const describedBy = useId();
  if (k.length < 2) return null;
  const highest = Math.max(...growth);
  const lowest = Math.min(...growth);
  // What is far below the axis is of no interest: a deep tail would flatten the part that decides.
  const floor = Math.max(lowest, highest > 0 ? -1.6 * highest : -2.5 * Math.abs(highest) - 1e-9);
  const last = k.at(-1)!;
  const x = scaleLinear([0, last], [left, right]).clamp(true);
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
  const swings = frequency.map(Math.abs);
  const fastestSwing = Math.max(...swings);
  const oscillates = fastestSwing > 1e-9 * Math.max(...growth.map(Math.abs));
  const axisAt = oscillates ? imaginaryBottom : bottom;
  const height = axisAt + 22;
  const peakOnRight = peak !== null && x(peak.k) > 0.62 * right;
  const outside = [
    [0, Math.min(fits[0], last)],
    [Math.min(fits[1], last), last],
  ].filter(([from, to]) => x(to!) - x(from!) > 0.5);
  return (
    <>
      <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={describedBy}>
        <title>{title}</title>
        <desc id={describedBy}>{inWords({ band, peak, fits, highest, fastestSwing: oscillates ? fastestSwing : 0 })}</desc>
        {outside.map(([from, to]) => (
          <rect key={from} className="dispersion-outside" x={x(from!)} y={top} width={x(to!) - x(from!)} height={axisAt - top} />
        ))}
        {band && <rect className="chart-band" x={x(band[0])} y={top} width={Math.max(1, x(band[1]) - x(band[0]))} height={bottom - top} />}
        {spectrum && <path className="dispersion-spectrum" d={spectrumPath(spectrum, last, x)} />}
        <path className="chart-band" d={shade(points) ?? ""} />
        <path className="chart-axis" d={`M${left} ${y(0)}H${right}`} />
        <path className="chart-line" d={path(points) ?? ""} />
        {peak && (
          <>
            <circle className="chart-mark" cx={x(peak.k)} cy={y(peak.growth)} r={3.5} />
            <text className="chart-strong" x={x(peak.k) + (peakOnRight ? -8 : 8)} y={y(peak.growth) - 6} textAnchor={peakOnRight ? "end" : "start"}>
              k {formatNumber(peak.k, 3)}
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
        {oscillates && <ImaginaryPart k={k} swings={swings} highest={fastestSwing} x={x} />}
        {x.ticks(4).map((value) => (
          <text key={value} x={x(value)} y={axisAt + 17} textAnchor="middle">
            {formatSetting(value)}
          </text>
        ))}
        <path className="dispersion-fits" d={`M${x(Math.min(fits[0], last))} ${axisAt + 3}H${x(Math.min(fits[1], last))}`} />
        <text x={width} y={axisAt + 17} textAnchor="end">
          k
        </text>
      </svg>
      <Key grows={band !== null} oscillates={oscillates} field={spectrum && spectrum.field} />
    </>
  );
}

type Scale = (value: number) => number;

/** Without its sign: of a pair, either conjugate may lead. */
function ImaginaryPart({ k, swings, highest, x }: { k: readonly number[]; swings: readonly number[]; highest: number; x: Scale }) {
  const y = scaleLinear([0, highest], [imaginaryBottom, imaginaryTop]);
  const path = line<number>()
    .x((_, i) => x(k[i]!))
    .y((value) => y(value));
  return (
    <>
      <text x={0} y={imaginaryTop - 10}>
        |Im σ|
      </text>
      <path className="chart-axis" d={`M${left} ${imaginaryBottom}H${right}`} />
      <path className="dispersion-imaginary" d={path(swings) ?? ""} />
      {[0, highest].map((value) => (
        <text key={value} x={left - 5} y={y(value)} dy="0.32em" textAnchor="end">
          {formatSetting(value, 2)}
        </text>
      ))}
    </>
  );
}

/** Power from the foot of the picture, its largest value within it near the top. */
function spectrumPath({ k, power }: { k: readonly number[]; power: readonly number[] }, last: number, x: Scale): string {
  const shown = k.flatMap((wavenumber, i) => (wavenumber <= last ? [[wavenumber, power[i]!] as const] : []));
  const most = Math.max(...shown.map(([, value]) => value));
  if (shown.length < 2 || !(most > 0)) return "";
  const y = scaleLinear([0, most], [bottom, top + 0.1 * (bottom - top)]);
  return (
    area<readonly [number, number]>()
      .x(([wavenumber]) => x(wavenumber))
      .y0(bottom)
      .y1(([, value]) => y(value))(shown) ?? ""
  );
}

type Facts = Pick<DispersionPlotProps, "band" | "peak" | "fits"> & { highest: number; fastestSwing: number };

function inWords({ band, peak, fits, highest, fastestSwing }: Facts): string {
  const growth = peak
    ? t("Grows for k from {{low}} to {{high}}, fastest at k = {{k}} with rate {{growth}}, wavelength {{wavelength}}.", {
        low: formatNumber(band?.[0], 3),
        high: formatNumber(band?.[1], 3),
        k: formatNumber(peak.k, 3),
        growth: formatNumber(peak.growth, 3),
        wavelength: formatNumber(peak.wavelength, 4),
      })
    : t("Nothing grows at a finite wavelength: the largest rate is {{highest}}.", { highest: formatNumber(highest, 3) });
  const swing =
    fastestSwing > 0
      ? t("The imaginary part reaches {{fastestSwing}}.", { fastestSwing: formatNumber(fastestSwing, 3) })
      : t("The imaginary part is 0.");
  return t("{{growth}} {{swing}} The grid holds k from {{low}} to {{high}}.", {
    growth,
    swing,
    low: formatNumber(fits[0], 3),
    high: formatNumber(fits[1], 3),
  });
}

interface KeyProps {
  grows: boolean;
  oscillates: boolean;
  /** The field whose spectrum is drawn; null when none is. */
  field: string | null;
}

/** What the fills and lines mean. */
function Key({ grows, oscillates, field }: KeyProps) {
  return (
    <ul className="chart-key" aria-label={t("Key")}>
      {grows && (
        <li>
          <svg width={12} height={12} aria-hidden="true">
            <rect className="chart-band" width={12} height={12} />
          </svg>
          {t("grows")}
        </li>
      )}
      {oscillates && (
        <li>
          <svg width={22} height={8} aria-hidden="true">
            <path className="dispersion-imaginary" d="M0 4H22" />
          </svg>
          {t("imaginary part")}
        </li>
      )}
      {field !== null && (
        <li>
          <svg width={14} height={12} aria-hidden="true">
            <path className="dispersion-spectrum" d="M0 12C5 12 4 2 7 2S9 12 14 12Z" />
          </svg>
          {t("spectrum of {{field}}", { field })}
        </li>
      )}
      <li>
        <svg width={22} height={8} aria-hidden="true">
          <path className="dispersion-fits" d="M0 4H22" />
        </svg>
        {t("fits the grid")}
      </li>
    </ul>
  );
}
