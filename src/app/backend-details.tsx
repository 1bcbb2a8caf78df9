import { useWorkbench } from "../state/use-workbench";
import { formatRate } from "../ui/format";

/** Where the run is computed and what identifies it. */
export function BackendDetails() {
  const run = useWorkbench((state) => state.run);
  const precision = useWorkbench((state) => state.spec?.precision);
  return (
    <dl className="facts">
      <dt>place</dt>
      <dd>this browser</dd>
      <dt>back end</dt>
      <dd>
        {run.backend}, {run.threads === 1 ? "1 thread" : `${run.threads} threads`}, {precision}
      </dd>
      <dt>speed</dt>
      <dd>{formatRate(run.cellUpdatesPerSecond, "cells/s")}</dd>
      <dt>spec hash</dt>
      <dd className="mono facts-hash">{run.specHash}</dd>
    </dl>
  );
}
