import { useMemo } from "react";
import { confusion, namesOf, type Confusion } from "../core/detectors/confusion";
import { detectors } from "../core/detectors/index";
import { useWorkbench } from "../state/use-workbench";
import { formatCount } from "../ui/format";
import { t } from "../ui/text";
import "./regimes.css";

/** The present detector against the regimes that are known, where the series was made here. */
export function KnownRegimes() {
  const truth = useWorkbench((state) => state.made.truth);
  const detection = useWorkbench((state) => state.regimes.detection);
  const seen = useMemo(
    () => (truth && detection?.n === truth.labels.length ? confusion(truth.regimes, truth.labels, namesOf(detection.regimes, detection.n)) : null),
    [truth, detection],
  );
  if (!seen || !detection) return null;
  return <ConfusionTable seen={seen} title={detectors.get(detection.method).title} />;
}

/** Known regimes down, found names across, samples in the cells; where a name stands for the regime it is set off. */
export function ConfusionTable({ seen, title }: { seen: Confusion; title: string }) {
  const { known, found, counts, standsFor, accuracy, balanced, kappa, baseline } = seen;
  return (
    <div className="confusion">
      <table className="confusion-table">
        <caption className="dim">
          {t("{{title}}: samples of each known regime (rows) under each name that was given (columns).", { title: t(title) })}
        </caption>
        <thead>
          <tr>
            <td />
            {found.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {known.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {found.map((other, column) => (
                <td key={other} className={standsFor[column] === row ? "confusion-right" : undefined}>
                  {formatCount(counts[row]![column]!)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p aria-label={t("Agreement with the known regimes")}>
        {t("Right: {{accuracy}}", { accuracy: percent(accuracy) })}{" "}
        <span className="dim">{t("(doing nothing {{baseline}})", { baseline: percent(baseline) })}</span>
        {t(", each regime weighing the same: {{balanced}}", { balanced: percent(balanced) })}{" "}
        <span className="dim">{t("(doing nothing {{known}})", { known: percent(1 / known.length) })}</span>
        {kappa !== null && <>, κ = {kappa.toFixed(2)}</>}.
      </p>
    </div>
  );
}

export const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
