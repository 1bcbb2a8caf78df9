import { useMemo } from "react";
import { find } from "../library/search";
import type { LibraryRecord } from "../library/record";
import { useWorkbench } from "../state/use-workbench";
import { modelTitle } from "./library-words";

/** The records that the present search finds, in its order. */
export function useFoundRecords(): LibraryRecord[] {
  const records = useWorkbench((state) => state.runs.records);
  const query = useWorkbench((state) => state.runs.query);
  return useMemo(() => find(records, query, modelTitle), [records, query]);
}
