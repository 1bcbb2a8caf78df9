import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import "./regimes.css";

/** Parts of names that are not read as words. */
const spoken: Readonly<Record<string, string>> = {
  bic: "Bayesian information criterion, states",
  tau: "Kendall's τ",
  p: "p",
};

/** Entries shown; those of a long list, such as one cost for every number of changes, have a picture of their own. */
const mostShown = 24;

/** The numbers that a detection rests on, by name: what it chose, what it reached, how far its starts differ. */
export function Evidence({ evidence }: { evidence: Readonly<Record<string, number>> }) {
  const entries = Object.entries(evidence).filter(([name]) => !/^cost\d+$/.test(name));
  const hidden = entries.length - mostShown;
  return (
    <details className="regimes-about">
      <summary>{t("What it rests on")}</summary>
      <table className="regime-table">
        <tbody>
          {entries.slice(0, mostShown).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{inWords(name)}</th>
              <td>{formatNumber(value, 5)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p className="dim">{t("{{count}} more are in the export.", { count: hidden })}</p>}
    </details>
  );
}

/** `expectedDuration2` as "expected duration 2". */
export function inWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([a-zA-Z])(\d)/g, "$1 $2")
    .toLowerCase()
    .split(" ");
  return t(words.map((word) => spoken[word] ?? word).join(" "));
}
