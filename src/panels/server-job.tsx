import { useEffect, useState } from "react";
import type { Artefact, Job } from "../engine/protocol-jobs";
import { useServerDeed } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Progress } from "../ui/progress";
import { saveFile } from "../ui/save-file";
import { t } from "../ui/text";
import { moment } from "./library-words";
import { AskFirst } from "./server-ask-first";
import { progressInWords, sizeOf, titleOf } from "./server-job-words";
import { ServerProblem } from "./server-problem";

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
    saveFile({ name: `${prefixOf(job)}${savedName(name)}`, type: name === savedName(name) ? mediaType : "application/zip", bytes });
  });
  const saveManifest = useServerDeed("downloads", async (access, there, id: string) => {
    const text = JSON.stringify(await access.manifest(there, id));
    saveFile({ name: `${prefixOf(job)}manifest.json`, type: "application/json", bytes: new TextEncoder().encode(text) });
  });
  const title = titleOf(job);
  const now = useNow(job.state === "running");
  const underWay = job.state === "queued" || job.state === "running";
  const deeds = [cancel, retry, remove, save, saveManifest];
  const problem = deeds.find(({ error }) => error !== null)?.error ?? (opening?.job === job.id ? opening.problem : null);
  return (
    <li className="server-item" data-state={job.state}>
      <div className="server-item-head">
        <strong>{title}</strong>
        <span className="dim">{[t(stateWords[job.state]), progressInWords(job)].filter((words) => words !== null).join(", ")}</span>
        <span className="dim">{sizeOf(job, now)}</span>
        <time className="dim" dateTime={job.created}>
          {moment(Date.parse(job.created))}
        </time>
      </div>
      {underWay && <Progress label={t("Progress of {{title}}", { title })} share={job.state === "queued" ? null : job.progress} />}
      <ServerProblem problem={job.error} />
      <ServerProblem problem={problem} />
      <div className="server-ways">
        {job.state === "done" && job.kind === "run" && (
          <Button disabled={opening?.job === job.id && opening.problem === null} onClick={() => void open(job)}>
            {t("Open in the Lab")}
          </Button>
        )}
        {job.state === "done" && job.artefacts.some(({ name }) => name === "rows.json") && (
          <Button disabled={opening?.job === job.id && opening.problem === null} onClick={() => void open(job)}>
            {t("Open its diagram")}
          </Button>
        )}
        {job.artefacts.map((artefact) => (
          <Button key={artefact.name} look="plain" onClick={() => save.mutate(artefact)}>
            {t("Save {{name}}", { name: savedName(artefact.name) })}
          </Button>
        ))}
        {job.state === "done" && (
          <Button
            look="plain"
            title={t("What mfn verify checks the saved files against: their hashes, signed by the server")}
            onClick={() => saveManifest.mutate(job.id)}
          >
            {t("Save {{name}}", { name: "manifest.json" })}
          </Button>
        )}
        {underWay && <Button onClick={() => cancel.mutate(job.id)}>{t("Stop")}</Button>}
        {(job.state === "failed" || job.state === "cancelled") && <Button onClick={() => retry.mutate(job.id)}>{t("Go on")}</Button>}
        {!underWay && (
          <AskFirst
            label={t("Remove")}
            name={t("Remove {{name}}", { name: title })}
            question={t("Really remove it?")}
            loss={t("Its files on the server are deleted.")}
            onYes={() => remove.mutate(job.id)}
          />
        )}
      </div>
    </li>
  );
}

/** Saved files of one job begin alike, so that those of several may lie in one folder. */
const prefixOf = ({ id }: Job): string => `${id.slice(0, 8)}-`;

/** A folder of chunks comes as a ZIP file. */
const savedName = (name: string): string => (name.endsWith(".zarr") ? `${name}.zip` : name);

/** The time, told anew each second while it is asked for. */
function useNow(ticks: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticks) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticks]);
  return now;
}
