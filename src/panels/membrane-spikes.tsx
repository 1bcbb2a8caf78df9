import type { Spike } from "../core/membrane/spikes";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";

/** Rows of a table that are shown at once. */
const mostRows = 200;

/** Each spike, measured. */
export function Spikes({ spikes, timeUnit, unit }: { spikes: readonly Spike[]; timeUnit: string; unit: string }) {
  const [ofTime, ofValue] = [timeUnit, unit].map((one) => (one === "1" ? "" : `, ${one}`)) as [string, string];
  const columns: [string, (spike: Spike) => number | null][] = [
    [`${t("crossing")}${ofTime}`, ({ time }) => time],
    [`${t("threshold")}${ofValue}`, ({ threshold }) => threshold],
    [`${t("peak")}${ofValue}`, ({ peak }) => peak],
    [`${t("time of the peak")}${ofTime}`, ({ peakTime }) => peakTime],
    [`${t("width half way up")}${ofTime}`, ({ width }) => width],
    [`${t("depth after")}${ofValue}`, ({ afterHyperpolarisation }) => afterHyperpolarisation],
  ];
  return (
    <div className="data-table" tabIndex={0} role="region" aria-label={t("Spikes")}>
      <table>
        <caption>{t("Spikes")}</caption>
        <thead>
          <tr>
            <th scope="col" className="data-number">
              #
            </th>
            {columns.map(([name]) => (
              <th key={name} scope="col" className="data-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spikes.slice(0, mostRows).map((spike, i) => (
            <tr key={spike.time}>
              <th scope="row" className="data-number">
                {i + 1}
              </th>
              {columns.map(([name, of]) => (
                <td key={name} className="data-number" title={of(spike) === null ? t("the trace ends before") : String(of(spike))}>
                  {formatNumber(of(spike))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {spikes.length > mostRows && <p className="dim">{t("{{count}} more rows are not shown.", { count: spikes.length - mostRows })}</p>}
    </div>
  );
}
