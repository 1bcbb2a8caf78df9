import { queryOptions } from "@tanstack/react-query";
import { readHealth } from "../engine/remote";

/** Milliseconds after which a server's health is asked for again while somebody looks. */
const askAgainMs = 15_000;

/** Whether a workbench server answers at an address, and of which version. */
export const healthQuery = (url: string) =>
  queryOptions({
    queryKey: ["health", url],
    queryFn: () => readHealth(url),
    retry: false,
    staleTime: askAgainMs,
  });
