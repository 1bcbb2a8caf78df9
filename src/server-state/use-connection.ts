import { useQuery } from "@tanstack/react-query";
import { version } from "../../package.json";
import { healthQuery } from "./connection";

/** What is known of a server, in words. */
export interface ServerHealth {
  state: "unknown" | "asking" | "here" | "absent";
  words: string;
  /** Asks now. */
  test(): void;
}

/**
 * The health of the server at an address. Nobody is asked before `test` is pressed.
 * A server of another version answers too, but its bits may differ: the words say so.
 */
export function useServerHealth(url: string): ServerHealth {
  const { data, error, isFetching, refetch } = useQuery({ ...healthQuery(url), enabled: false });
  const test = () => void refetch();
  if (isFetching) return { state: "asking", words: "Asking", test };
  if (error) return { state: "absent", words: error.message, test };
  if (!data) return { state: "unknown", words: "", test };
  const other = data.version === version ? "" : `; this page is version ${version}, so bits may differ`;
  const runs = data.runs === 1 ? "1 run is open" : `${data.runs} runs are open`;
  return { state: "here", words: `MFN Workbench ${data.version} answers there${other}. ${runs}.`, test };
}
