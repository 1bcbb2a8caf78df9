import { useEffect } from "react";
import type { Availability, BackendId } from "../engine/protocol";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Select, type Option } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";

const automatic: Option<"auto"> = { value: "auto", label: "automatic", note: "the fastest, as a short trial finds it" };

/** What runs in this browser are computed with, how many threads it may take, and why the present run has what it has. */
export function BackendChoice() {
  const backends = useWorkbench((state) => state.backends);
  const ask = useWorkbench((state) => state.askBackends);
  const choose = useWorkbench((state) => state.chooseBackend);
  const { backend, threads } = useWorkbench((state) => state.workspace);
  const problem = useWorkbench((state) => state.backendProblem);
  const because = useWorkbench((state) => state.run.because);
  const remote = useWorkbench((state) => state.connection.status === "server");
  useEffect(() => {
    if (backends === null) void ask();
  }, [backends, ask]);
  const most = Math.max(1, ...(backends ?? []).map((each) => each.threads));
  return (
    <div className="backend-choice">
      {!remote && (
        <>
          <Setting name={t("compute with")} title={t("Another one begins the run anew.")}>
            <Select
              look="inline"
              label={t("Compute with")}
              value={backend}
              options={[automatic, ...(backends ?? []).map(optionOf)]}
              onChange={(next: BackendId | "auto") => void choose({ backend: next })}
            />
          </Setting>
          {most > 1 && (
            <Setting name={t("threads")} title={t("At most {{most}}: one core is left to the page.", { most })}>
              <span className="grid-extent">
                <NumberField
                  label={t("Threads at most")}
                  value={threads === 0 ? most : Math.min(threads, most)}
                  min={1}
                  max={most}
                  integer
                  onChange={(next) => void choose({ threads: next === most ? 0 : next })}
                />
              </span>
            </Setting>
          )}
          {(backends ?? []).map(({ id, title, missing }) => missing && <Missing key={id} title={title} why={missing} />)}
          {problem && (
            <Notice tone="warn">{sentence(t("not with what was chosen: {{problem}}", { problem: problem.message.replace(/^At \S+: /, "") }))}</Notice>
          )}
        </>
      )}
      {because !== "" && (
        <p className="dim setting-note" data-testid="because">
          {sentence(t(because))}
        </p>
      )}
    </div>
  );
}

const Missing = ({ title, why }: { title: string; why: string }) => (
  <p className="dim setting-note">{sentence(why.startsWith(title) ? t(why) : `${title}: ${t(why)}`)}</p>
);

function optionOf({ id, title, exact, threads, missing }: Availability): Option<BackendId> {
  const bits = exact ? t("the same bits as any other") : t("single precision, not bit-reproducible");
  return {
    value: id,
    label: title,
    note: missing ?? `${threads === 1 ? "" : t("up to {{threads}} threads; ", { threads })}${bits}`,
    disabled: missing !== null,
  };
}
