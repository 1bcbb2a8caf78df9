import { useEffect, useMemo, useState } from "react";
import type { ParameterPlane, PlaneAxis } from "../core/analysis/parameter-plane";
import { toRecord, type ErrorRecord } from "../core/errors";
import type { RunSpec } from "../core/spec/run-spec";
import { newestOnly } from "../state/newest-only";
import type { Services } from "../state/services";
import { useServices } from "../state/use-workbench";
import { planeKey } from "./plane-axes";

/** Rest after the last change before the plane is asked for, in milliseconds: it takes far longer than a slider's move. */
const calmMs = 150;

interface Question {
  key: string;
  spec: RunSpec;
  x: PlaneAxis;
  y: PlaneAxis;
}

interface Answer {
  /** The key of the question. */
  key: string;
  plane: ParameterPlane | null;
  problem: ErrorRecord | null;
}

/** What uniform states do between two axes: the newest answer, and whether a newer one is on its way. */
export function useParameterPlane(spec: RunSpec, x: PlaneAxis, y: PlaneAxis): Omit<Answer, "key"> & { busy: boolean } {
  const { analyst } = useServices();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const ask = useMemo(() => planeAsker(analyst, setAnswer), [analyst]);
  const key = planeKey(spec, x, y);
  useEffect(() => {
    const timer = setTimeout(() => ask({ key, spec, x, y }), calmMs);
    return () => clearTimeout(timer);
  }, [key, ask]); // eslint-disable-line react-hooks/exhaustive-deps -- the key holds all of spec and axes that counts
  return { plane: answer?.plane ?? null, problem: answer?.problem ?? null, busy: answer?.key !== key };
}

/** Asks one question at a time; of those that come meanwhile only the newest is asked, and an answer that came too late is dropped. */
export function planeAsker(analyst: Pick<Services["analyst"], "analysePlane">, report: (answer: Answer) => void): (question: Question) => void {
  let newest: Question;
  const work = newestOnly(async (overtaken) => {
    const { key, spec, x, y } = newest;
    const answer = await analyst.analysePlane(spec, x, y).then(
      (plane) => ({ key, plane, problem: null }),
      (error: unknown) => ({ key, plane: null, problem: toRecord(error) }),
    );
    if (!overtaken()) report(answer);
  });
  return (question) => {
    newest = question;
    void work();
  };
}
