import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format";
import { Popover } from "../ui/popover";
import { t } from "../ui/text";

/** How many states are at hand, and where they lie. */
export function ScrubberMemory() {
  const open = useWorkbench((state) => state.run.id !== null);
  const kept = useWorkbench((state) => state.timeline.kept.length);
  return (
    <Popover
      label={t("States kept")}
      trigger={
        <Button look="plain" className="timeline-kept" disabled={!open} title={t("States kept of this run, and where they lie")}>
          {t("{{count}} states", { count: kept })}
        </Button>
      }
    >
      <Words />
    </Popover>
  );
}

function Words() {
  const { kept, bytes, budget, spilled, withoutDisk } = useWorkbench((state) => state.timeline);
  return (
    <>
      <p>
        {t(
          "{{count}} states of this run are at hand, spread over all its steps. Any other step is computed from the one before it, to the same bits.",
          {
            count: kept.length,
          },
        )}
      </p>
      <dl className="facts">
        <dt>{t("in memory")}</dt>
        <dd>{t("{{size}} of at most {{most}}", { size: sizeOf(bytes), most: sizeOf(budget) })}</dd>
        <dt>{t("on the disk")}</dt>
        <dd>{spilled > 0 ? sizeOf(spilled) : withoutDisk === null ? t("none yet: memory is not full") : "–"}</dd>
      </dl>
      {withoutDisk !== null && <p className="dim">{t("Fewer are kept: {{reason}}.", { reason: withoutDisk })}</p>}
    </>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? t("{{bytes}} kB", { bytes: formatNumber(bytes / 1e3, 3) }) : t("{{bytes}} MB", { bytes: formatNumber(bytes / 1e6, 3) });
