import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult as ServerAnswer,
} from "@tanstack/react-query";
import { WorkbenchError } from "../core/errors";
import type { Job } from "../engine/protocol-jobs";
import type { AuditFilter, InvitationLooked, JobList, ServerAccess, SignInWays } from "../engine/protocol-server";
import { serverAccess } from "../engine/server-access";
import type { ServerConnection } from "../engine/server-http";
import { useWorkbench } from "../state/use-workbench";

export type { ServerAnswer };

/** Milliseconds after which the list of jobs is asked for again: while some are at work, and while none is. */
const busyMs = 1_500;
const idleMs = 15_000;

/** Asks the server something. */
export type Act<Answer> = (access: ServerAccess, there: ServerConnection) => Promise<Answer>;

/** The server one is signed in to, and what its answers are kept under: of one person at one address. */
function useConnection(): { key: readonly string[]; ask<Answer>(act: Act<Answer>): Promise<Answer> } {
  const { url, who } = useWorkbench((state) => state.server);
  const connection = useWorkbench((state) => state.serverConnection);
  const askWhoAgain = useWorkbench((state) => state.askWhoAgain);
  return {
    key: ["server", url, who?.user.id ?? ""],
    async ask(act) {
      const there = connection();
      if (there === null) throw new WorkbenchError("server/unauthorised", [], "sign in to the server first");
      try {
        return await act(serverAccess, there);
      } catch (error) {
        // A session that has ended: the page is not to look as if one were signed in.
        if (error instanceof WorkbenchError && error.code === "server/unauthorised") void askWhoAgain();
        throw error;
      }
    },
  };
}

const underWay = ({ state }: Job): boolean => state === "queued" || state === "running";

/** The newest jobs, asked for again and again while anybody looks. */
export function useJobs(limit: number): ServerAnswer<JobList> {
  const { key, ask } = useConnection();
  return useQuery({
    queryKey: [...key, "jobs", limit],
    queryFn: () => ask((access, there) => access.jobs(there, { limit })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.items.some(underWay) ? busyMs : idleMs),
  });
}

/** Asks for the jobs at once, after something was done to them. */
export function useRefreshJobs(): () => void {
  const { key } = useConnection();
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: [...key, "jobs"] });
}

/** One of the lists of an account. */
export function useServerList<Item>(name: string, act: Act<Item[]>): ServerAnswer<Item[]> {
  const { key, ask } = useConnection();
  return useQuery({ queryKey: [...key, name], queryFn: () => ask(act) });
}

/** Events at once. */
const auditPage = 25;

/** The audit log, newest first, page by page. */
export function useAudit(filter: Pick<AuditFilter, "category" | "success">) {
  const { key, ask } = useConnection();
  return useInfiniteQuery({
    queryKey: [...key, "audit", filter],
    queryFn: ({ pageParam }) =>
      ask((access, there) => access.audit(there, { ...filter, limit: auditPage, ...(pageParam !== null && { after: pageParam }) })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Something that is done on the server, after which the list `name` is asked for again; every list where that is null. */
export function useServerDeed<Given, Answer>(
  name: string | null,
  act: (access: ServerAccess, there: ServerConnection, given: Given) => Promise<Answer>,
) {
  const { key, ask } = useConnection();
  const queries = useQueryClient();
  return useMutation<Answer, Error, Given>({
    mutationFn: (given) => ask((access, there) => act(access, there, given)),
    onSettled: () => queries.invalidateQueries({ queryKey: name === null ? key : [...key, name] }),
  });
}

/** How people may sign in at an address. */
export const useSignInWays = (url: string, enabled: boolean): ServerAnswer<SignInWays> =>
  useQuery({ queryKey: ["server", url, "ways"], queryFn: () => serverAccess.ways(url), retry: false, staleTime: 60_000, enabled });

/** What an invitation is for. */
export const useInvitation = (url: string, token: string): ServerAnswer<InvitationLooked> =>
  useQuery({
    queryKey: ["server", url, "invitation", token],
    queryFn: () => serverAccess.lookAtInvitation(url, token),
    retry: false,
    staleTime: Infinity,
  });
