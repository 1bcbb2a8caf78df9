import { ServerQueries } from "../server-state/server-queries";
import { useServerDeed, useServerList } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { moment } from "./library-words";
import { ServerList } from "./server-list";
import { ServerProblem } from "./server-problem";
import "./server.css";

/** Where one is signed in. */
function ServerSessionsPanel() {
  const who = useWorkbench((state) => state.server.who);
  if (who === null) return <p className="dim server-part">{t("After signing in: the browsers in which you are signed in.")}</p>;
  if (who.via === "key") return <p className="dim server-part">{t("A key has no sessions.")}</p>;
  return (
    <ServerQueries>
      <Sessions />
    </ServerQueries>
  );
}

function Sessions() {
  const sessions = useServerList("sessions", (access, there) => access.sessions(there));
  const end = useServerDeed("sessions", (access, there, id: string) => access.endSession(there, id));
  const endOthers = useServerDeed("sessions", (access, there) => access.endOtherSessions(there));
  const problem = end.error ?? endOthers.error;
  return (
    <div className="server-part">
      <ServerProblem problem={problem} />
      <ServerList label={t("Sessions")} query={sessions} empty={t("No sessions.")}>
        {({ id, agent, address, seen, current }) => (
          <>
            <div className="server-item-head">
              <strong>{current ? t("This browser") : shortAgent(agent)}</strong>
              <span className="dim">{address}</span>
            </div>
            <p className="dim">{t("used {{when}}", { when: moment(Date.parse(seen)) })}</p>
            {!current && (
              <div className="server-ways">
                <Button look="plain" aria-label={t("End the session of {{browser}}", { browser: shortAgent(agent) })} onClick={() => end.mutate(id)}>
                  {t("End this session")}
                </Button>
              </div>
            )}
          </>
        )}
      </ServerList>
      {(sessions.data?.length ?? 0) > 2 && (
        <div className="server-ways">
          <Button onClick={() => endOthers.mutate(undefined)}>{t("End all other sessions")}</Button>
        </div>
      )}
    </div>
  );
}

/** The browser's own name out of all that it says of itself. */
const shortAgent = (agent: string): string => /(Firefox|Edg|OPR|Chrome|Safari)\/[\d]+/.exec(agent)?.[0].replace("/", " ") ?? (agent || t("unknown"));

export const serverSessionsPanel = definePanel({
  id: "server-sessions",
  title: "Sessions",
  room: "server",
  place: "right",
  folded: true,
  phoneTab: "Account",
  body: ServerSessionsPanel,
});
