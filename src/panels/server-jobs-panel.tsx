import { ServerQueries } from "../server-state/server-queries";
import { useJobs } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { ServerJob } from "./server-job";
import { ServerJobStart } from "./server-job-start";
import { ServerWaiting } from "./server-waiting";
import "./server.css";

/** What the server computes for one, and what it has found. */
function ServerJobsPanel() {
  const who = useWorkbench((state) => state.server.who);
  const bringToFront = useWorkbench((state) => state.bringToFront);
  const setSheet = useWorkbench((state) => state.setSheet);
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
            title={t("Nobody is signed in")}
            actions={
              <Button look="primary" onClick={() => show("server-account")}>
                {t("Sign in")}
              </Button>
            }
          >
            {t("Sign in under Account. Then runs and sweeps can be handed to the server: close the page, come back, and find them done.")}
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

function Jobs() {
  const { data: jobs, error, isPending } = useJobs();
  if (isPending) return <p className="dim">{t("Asking for the jobs")}</p>;
  return (
    <>
      {error && <Notice tone="error">{sentence(error.message)}</Notice>}
      {jobs && jobs.length === 0 && (
        <EmptyState title={t("No jobs yet")}>
          {t("Hand over the Lab's experiment or its sweep above; it is computed there to its last step.")}
        </EmptyState>
      )}
      {jobs && jobs.length > 0 && (
        <ul className="server-list" aria-label={t("Jobs")}>
          {jobs.map((job) => (
            <ServerJob key={job.id} job={job} />
          ))}
        </ul>
      )}
    </>
  );
}

export const serverJobsPanel = definePanel({ id: "server-jobs", title: "Jobs", room: "server", place: "main", body: ServerJobsPanel });
