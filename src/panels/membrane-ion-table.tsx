import type { IonReport } from "../core/membrane/ghk-report";
import { useWorkbench } from "../state/use-workbench";
import { dash, formatForField, formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { ionColour, ionSymbol } from "./membrane-words";

/** Each ion at the potential that is looked at. The ion that is chosen has its chord drawn. */
export function IonTable({ ions, chosen, onChoose }: { ions: readonly IonReport[]; chosen: number; onChoose(index: number): void }) {
  const at = useWorkbench((state) => state.membrane.reports.ghk.atMillivolts);
  const caption = t("Ions at {{at}} mV", { at: formatNumber(at) });
  return (
    <div className="data-table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("ion")}</th>
            <th scope="col" className="data-number">
              z
            </th>
            <th scope="col" className="data-number">
              {t("E, mV")}
            </th>
            <th scope="col" className="data-number">
              {t("P ratio")}
            </th>
            <th scope="col" className="data-number">
              {t("current, µA/cm²")}
            </th>
            <th scope="col" className="data-number">
              {t("chord g, mS/cm²")}
            </th>
            <th scope="col" className="data-number">
              {t("slope g, mS/cm²")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ions.map((ion, i) => (
            <tr key={ion.name}>
              <th scope="row">
                <button type="button" className="ion-choice" aria-pressed={i === chosen} title={t("Draw its chord")} onClick={() => onChoose(i)}>
                  <span className="ion-swatch" style={{ background: ionColour(i) }} />
                  {ionSymbol(ion.name)}
                </button>
              </th>
              <td className="data-number">{formatForField(ion.z)}</td>
              <td className="data-number" data-nernst={ion.name} title={ion.reason ?? String(ion.nernstMillivolts)}>
                {formatNumber(ion.nernstMillivolts)}
              </td>
              <td className="data-number" title={String(ion.permeability)}>
                {formatSetting(ion.permeabilityRatio, 4)}
              </td>
              {[ion.current, ion.chordConductance, ion.slopeConductance].map((value, column) => (
                <td key={column} className="data-number" title={String(value)}>
                  {Number.isFinite(value) ? formatNumber(value) : dash}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
