import type { Artefact, Job } from "../engine/protocol-jobs";
import { useServerDeed } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { saveFile } from "../ui/save-file";
import { t } from "../ui/text";
import { modelTitle, moment } from "./library-words";

const stateWords: Record<Job["state"], string> = {
  queued: "waits for its turn",
  running: "at work",
  done: "done",
  failed: "failed",
  cancelled: "was stopped",
};

/** One job: what it is, how it stands, and what can be done with it. */
export function ServerJob({ job }: { job: Job }) {
  const opening = useWorkbench((state) => state.server.opening);
  const open = useWorkbench((state) => state.openJob);
  const cancel = useServerDeed("jobs", (access, there, id: string) => access.cancelJob(there, id));
  const retry = useServerDeed("jobs", (access, there, id: string) => access.retryJob(there, id));
  const remove = useServerDeed("jobs", (access, there, id: string) => access.removeJob(there, id));
  const save = useServerDeed("downloads", async (access, there, { name, mediaType }: Artefact) => {
    const bytes = await access.artefact(there, job.id, name);
    saveFile({ name: `${job.id.slice(0, 8)}-${name}`, type: mediaType, bytes });
  });
  const title = titleOf(job);
  const underWay = job.state === "queued" || job.state === "running";
  const deeds = [cancel, retry, remove, save];
  const problem = deeds.find(({ error }) => error !== null)?.error?.message ?? (opening?.job === job.id ? opening.problem?.message : undefined);
  return (
    <li className="server-item" data-state={job.state}>
      <div className="server-item-head">
        <strong>{title}</strong>
        <span className="dim">
          {t(stateWords[job.state])}
          {job.words !== "" && underWay ? `, ${job.words}` : ""}
        </span>
        <span className="dim">{sizeOf(job)}</span>
        <time className="dim" dateTime={job.created}>
          {moment(Date.parse(job.created))}
        </time>
      </div>
      {underWay && <Progress label={t("Progress of {{title}}", { title })} share={job.state === "queued" ? null : job.progress} />}
      {job.error && <Notice tone="error">{sentence(job.error.message)}</Notice>}
      {problem !== undefined && <Notice tone="error">{sentence(problem)}</Notice>}
      <div className="server-ways">
        {job.state === "done" && job.kind === "run" && (
          <Button look="primary" disabled={opening?.job === job.id && opening.problem === null} onClick={() => void open(job)}>
            {t("Open in the Lab")}
          </Button>
        )}
        {job.state === "done" && job.artefacts.some(({ name }) => name === "rows.json") && (
          <Button look="primary" disabled={opening?.job === job.id && opening.problem === null} onClick={() => void open(job)}>
            {t("Open its diagram")}
          </Button>
        )}
        {job.artefacts.filter(isFile).map((artefact) => (
          <Button key={artefact.name} look="plain" onClick={() => save.mutate(artefact)}>
            {t("Save {{name}}", { name: artefact.name })}
          </Button>
        ))}
        {underWay && <Button onClick={() => cancel.mutate(job.id)}>{t("Stop")}</Button>}
        {(job.state === "failed" || job.state === "cancelled") && <Button onClick={() => retry.mutate(job.id)}>{t("Go on")}</Button>}
        {!underWay && (
          <Button look="plain" onClick={() => remove.mutate(job.id)}>
            {t("Remove")}
          </Button>
        )}
      </div>
    </li>
  );
}

/** A folder of chunks is no file to save, and a state is for the Lab. */
const isFile = ({ name }: Artefact): boolean => !/\.(zarr|packet)$/.test(name);

/** Grid, steps and how long it took: "256 × 256, 12 000 steps, 9 s". */
function sizeOf({ document, kind, started, ended }: Job): string {
  const given = document as { steps?: number; grid?: { shape: readonly number[] }; base?: { steps: number; grid: { shape: readonly number[] } } };
  const { steps = 0, grid } = kind === "sweep" ? (given.base ?? {}) : given;
  const seconds = started !== null && ended !== null ? (Date.parse(ended) - Date.parse(started)) / 1000 : null;
  return [
    ...(grid ? [grid.shape.join(" × ")] : []),
    t("{{n}} steps", { n: formatCount(steps) }),
    ...(seconds === null ? [] : [t("{{seconds}} s", { seconds: formatCount(Math.max(1, Math.round(seconds))) })]),
  ].join(", ");
}

function titleOf({ kind, document }: Job): string {
  const given = document as { model?: string; base?: { model?: string } };
  const name = modelTitle(given.model ?? given.base?.model ?? "");
  return kind === "sweep" ? t("Sweep of {{model}}", { model: name }) : name;
}
