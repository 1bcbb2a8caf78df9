import { lazy, Suspense, useEffect } from "react";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { LibraryEmpty } from "./library-empty";
import { useFoundRecords } from "./library-found";
import { LibraryGrid } from "./library-grid";
import { LibraryNotices } from "./library-notices";
import { LibraryPicked } from "./library-picked";
import "./runs.css";

const RunCompare = lazy(() => import("./run-compare").then(({ RunCompare }) => ({ default: RunCompare })));

/** What is kept, as a grid; or the runs that are compared. */
function LibraryPanel() {
  const watchRuns = useWorkbench((state) => state.watchRuns);
  const status = useWorkbench((state) => state.runs.status);
  const problem = useWorkbench((state) => state.runs.problem);
  const comparing = useWorkbench((state) => state.comparedRuns.ids.length > 0);
  const nothing = useWorkbench((state) => state.runs.records.length === 0);
  const found = useFoundRecords();
  useEffect(() => watchRuns(), [watchRuns]);
  if (status === "failed")
    return (
      <div className="library">
        <Notice tone="error">{sentence(problem?.message ?? "")}</Notice>
      </div>
    );
  if (comparing)
    return (
      <Suspense fallback={<p className="library-waiting dim">{t("Reading the runs")}</p>}>
        <RunCompare />
      </Suspense>
    );
  if (status !== "ready") return <p className="library-waiting dim">{t("Reading the library")}</p>;
  return (
    <div className="library">
      <LibraryNotices />
      {nothing ? (
        <LibraryEmpty />
      ) : (
        <>
          <LibraryPicked found={found} />
          {found.length === 0 ? <p className="library-waiting dim">{t("Nothing kept here fits the search.")}</p> : <LibraryGrid found={found} />}
        </>
      )}
    </div>
  );
}

export const libraryPanel = definePanel({ id: "library", title: "Library", room: "runs", place: "main", body: LibraryPanel });
