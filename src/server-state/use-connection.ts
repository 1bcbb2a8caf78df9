import { useQuery } from "@tanstack/react-query";
import type { Health } from "../engine/protocol-http";
import { healthQuery } from "./connection";

/** What is known of a server. */
export type ServerHealth = { /** Asks now. */ test(): void } & (
  { state: "unknown" | "asking" } | { state: "here"; health: Health } | { state: "absent"; problem: Error }
);

/** The health of the server at an address. Nobody is asked before `test` is called. */
export function useServerHealth(url: string): ServerHealth {
  const { data, error, isFetching, refetch } = useQuery({ ...healthQuery(url), enabled: false });
  const test = () => void refetch();
  if (isFetching) return { state: "asking", test };
  if (error) return { state: "absent", problem: error, test };
  return data ? { state: "here", health: data, test } : { state: "unknown", test };
}
