import { useQuery } from "@tanstack/react-query";
import { version } from "../../package.json";
import { t } from "../ui/text";
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
  if (isFetching) return { state: "asking", words: t("Asking"), test };
  if (error) return { state: "absent", words: error.message, test };
  if (!data) return { state: "unknown", words: "", test };
  const given = { version: data.version, own: version, n: data.runs };
  const words =
    data.version === version
      ? t("MFN Workbench {{version}} answers there. Open runs: {{n}}.", given)
      : t("MFN Workbench {{version}} answers there; this page is version {{own}}, so bits may differ. Open runs: {{n}}.", given);
  return { state: "here", words, test };
}
