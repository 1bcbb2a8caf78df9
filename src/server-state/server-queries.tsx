import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { WorkbenchError } from "../core/errors";

/** What a server refuses once it refuses again; one that did not answer may have been asked at a bad moment. */
const retry = (failures: number, error: Error): boolean => failures < 1 && error instanceof WorkbenchError && error.code === "server/unreachable";

const queries = new QueryClient({ defaultOptions: { queries: { retry, refetchOnWindowFocus: false } } });

/** Stands around what asks a server, so that a page that asks none loads nothing for it. */
export function ServerQueries({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
