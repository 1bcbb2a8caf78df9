import { isRun, type LibraryRecord } from "../library/record";
import { ownSetting } from "../library/spec-difference";
import { stateEveryMs } from "../state/library-state-pace";
import { formatCount, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { bytesWords, modelTitle, moment, valueWords } from "./library-words";

/** What a record is: where it stands, what tells it from its preset, and how it would come back. */
export function LibraryFacts({ record }: { record: LibraryRecord }) {
  const { spec, specHash, step, time, created, changed, codeVersion } = record;
  const facts: [string, string][] = [
    [t("Model"), modelTitle(spec.model)],
    ...(isRun(record)
      ? ([
          [t("Step"), formatCount(step)],
          [t("Time"), formatSetting(time)],
        ] as [string, string][])
      : []),
    [t("Grid"), valueWords(spec.grid.shape)],
    [t("Seed"), String(spec.seed)],
    ...(isRun(record) ? ([[t("Computed with"), `${record.payload.backend} · ${spec.precision}`]] as [string, string][]) : []),
    [t("Begun"), moment(created)],
    [t("Last change"), moment(changed)],
    [t("Version"), codeVersion],
    [t("Spec"), specHash.slice(0, 12)],
  ];
  const own = isRun(record) ? ownSetting(spec, record.payload.preset) : [];
  return (
    <>
      <dl className="library-dl">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {own.length > 0 && (
        <section>
          <h3>{t("Different from the preset")}</h3>
          <dl className="library-dl">
            {own.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{valueWords(value, name)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {isRun(record) && <p className="dim">{returnWords(record.step, record.payload.stateStep, record.payload.stateBytes)}</p>}
    </>
  );
}

/** How the run comes back, and how often its state is kept while it runs. */
export function returnWords(step: number, stateStep: number | null, bytes: number): string {
  if (stateStep === null) return t("No state of it is kept: it is computed again from its spec when it is opened, to the same step.");
  const every = stateEveryMs(bytes);
  const again = step > stateStep ? t("the last {{count}} steps are computed again", { count: step - stateStep }) : t("it goes on from the very step");
  const how =
    every === null
      ? t("kept when the run stands still, since it is large")
      : t("kept every {{seconds}} s while it runs", { seconds: Math.round(every / 1000) });
  return t("Its whole state takes {{size}}, {{how}}: when it is opened, {{again}}.", { size: bytesWords(bytes), how, again });
}
