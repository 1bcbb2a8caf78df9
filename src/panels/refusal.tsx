import { useState, type ReactNode } from "react";
import type { RunSpec } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";

/** Why the last change made here was refused, to stand under its control until the spec changes; and the call that makes one. */
export function useRefusal(): [words: ReactNode, attempt: (change: Promise<string | null>) => void] {
  const spec = useWorkbench((state) => state.spec);
  const [refused, setRefused] = useState<{ spec: RunSpec | null; why: string } | null>(null);
  const words = refused && refused.spec === spec && (
    <p className="formula-problem" role="alert">
      {refused.why}
    </p>
  );
  return [words, (change) => void change.then((why) => setRefused(why === null ? null : { spec, why }))];
}
