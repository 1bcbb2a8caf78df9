import { useEffect, useState } from "react";
import type { Job } from "../engine/protocol-jobs";
import { ServerQueries } from "../server-state/server-queries";
import { useJobs, useServerList } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { bytesWords } from "./library-words";
import { ServerJob } from "./server-job";
import { ServerJobStart } from "./server-job-start";
import { ServerProblem } from "./server-problem";
import { ServerWaiting } from "./server-waiting";
import "./server.css";

/** What the server computes for one, and what it has found. */
function ServerJobsPanel() {
  const { who, invitation } = useWorkbench((state) => state.server);
  const bringToFront = useWorkbench((state) => state.bringToFront);
  const setSheet = useWorkbench((state) => state.setSheet);
  // Here, as the main panel of the room is always drawn; the others may be behind a tab.
  const resume = useWorkbench((state) => state.resumeSession);
  useEffect(() => void resume(), [resume]);
  const show = (panel: string) => {
    bringToFront(panel);
    setSheet("tall");
  };
  return (
    <ServerQueries>
      <div className="server-jobs">
        <ServerWaiting />
        {who === null ? (
          <EmptyState
            title={invitation === null ? t("Nobody is signed in") : t("An invitation waits")}
            actions={
              <Button look="primary" onClick={() => show("server-account")}>
                {invitation === null ? t("Sign in") : t("Read the invitation")}
              </Button>
            }
          >
            {invitation === null
              ? t("Sign in under Account. Then runs and sweeps can be handed to the server: close the page, come back, and find them done.")
              : t("Accept it under Account. Then runs and sweeps can be handed to the server: close the page, come back, and find them done.")}
          </EmptyState>
        ) : (
          <>
            <ServerJobStart />
            <Jobs />
          </>
        )}
      </div>
    </ServerQueries>
  );
}

/** Jobs that are listed at first, and a page of the older ones: the most that a server tells at once. */
const [fewJobs, mostJobs] = [25, 200];

function Jobs() {
  const [limit, setLimit] = useState(fewJobs);
  const { data, error, isPending, isPlaceholderData, dataUpdatedAt } = useJobs(limit);
  const jobs = data?.items;
  if (isPending) return <p className="dim">{t("Asking for the jobs")}</p>;
  return (
    <>
      <ServerProblem problem={error} />
      {jobs && jobs.length === 0 && (
        <EmptyState title={t("No jobs yet")}>
          {t("Hand over the Lab's experiment or its sweep above; it is computed there to its last step.")}
        </EmptyState>
      )}
      {jobs && jobs.length > 0 && <JobItems label={t("Jobs")} jobs={jobs} />}
      {data?.next != null &&
        (limit < mostJobs ? (
          <ShowOlder onClick={() => setLimit(mostJobs)} />
        ) : (
          !isPlaceholderData && <OlderJobs page={2} after={data.next} asOf={dataUpdatedAt} />
        ))}
      {data?.storage && <Storage {...data.storage} />}
    </>
  );
}

const JobItems = ({ label, jobs }: { label: string; jobs: readonly Job[] }) => (
  <ul className="server-list" aria-label={label}>
    {jobs.map((job) => (
      <ServerJob key={job.id} job={job} />
    ))}
  </ul>
);

const ShowOlder = ({ onClick }: { onClick(): void }) => (
  <Button look="plain" onClick={onClick}>
    {t("Show older jobs")}
  </Button>
);

interface OlderJobsProps {
  /** The newest jobs are the first. */
  page: number;
  /** `next` of the page before. */
  after: string;
  /** When the newest jobs were told: these are asked for again as often. */
  asOf: number;
}

/** Once they are wanted, the jobs of a further page, and then those after them. */
function OlderJobs(place: OlderJobsProps) {
  const [wanted, setWanted] = useState(false);
  return wanted ? <PageOfJobs {...place} /> : <ShowOlder onClick={() => setWanted(true)} />;
}

function PageOfJobs({ page, after, asOf }: OlderJobsProps) {
  const { data, error, isPending, refetch } = useServerList(`jobs, page ${page}`, async (access, there) => [
    await access.jobs(there, { limit: mostJobs, after }),
  ]);
  // What is on its way already, as at first, is waited for.
  useEffect(() => void refetch({ cancelRefetch: false }), [refetch, after, asOf]);
  if (isPending) return <p className="dim">{t("Asking for the jobs")}</p>;
  const list = data?.[0];
  return (
    <>
      <ServerProblem problem={error} />
      {list && <JobItems label={t("Jobs, page {{page}}", { page })} jobs={list.items} />}
      {list?.next != null && <OlderJobs page={page + 1} after={list.next} asOf={asOf} />}
    </>
  );
}

/** Share of the room for files beyond which it is time to make some. */
const nearlyFull = 0.9;

function Storage({ used, limit }: { used: number; limit: number }) {
  const words = t("The files of your jobs take {{used}} of {{limit}}.", { used: bytesWords(used), limit: bytesWords(limit) });
  if (used < nearlyFull * limit) return <p className="dim">{words}</p>;
  return <Notice tone="warn">{t("{{words}} Remove jobs that you need no more, or the next ones are refused.", { words })}</Notice>;
}

export const serverJobsPanel = definePanel({ id: "server-jobs", title: "Jobs", room: "server", place: "main", body: ServerJobsPanel });
