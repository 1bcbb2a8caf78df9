import { lazy, Suspense } from "react";
import { ServerQueries } from "../server-state/server-queries";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { ServerAccountChange } from "./server-account-change";
import { ServerProblem } from "./server-problem";
import { ServerOwnRemoval } from "./server-removal";
import { ServerSignIn } from "./server-sign-in";
import { roleInWords, scopesInWords } from "./server-words";
import "./server.css";

const ServerInvitation = lazy(() => import("./server-invitation").then(({ ServerInvitation }) => ({ default: ServerInvitation })));

/** Who one is on which server, or the way in. */
function ServerAccountPanel() {
  const { status, who, problem, invitation } = useWorkbench((state) => state.server);
  return (
    <ServerQueries>
      <div className="server-part">
        {invitation !== null ? (
          <Suspense fallback={null}>
            <ServerInvitation token={invitation} />
          </Suspense>
        ) : who !== null ? (
          <SignedIn />
        ) : (
          <ServerSignIn />
        )}
        {status === "asking" && <p className="dim">{t("Asking the server")}</p>}
        <ServerProblem problem={problem} />
      </div>
    </ServerQueries>
  );
}

function SignedIn() {
  const { url, who } = useWorkbench((state) => state.server);
  const connection = useWorkbench((state) => state.connection);
  const computeThere = useWorkbench((state) => state.computeThere);
  const comeBack = useWorkbench((state) => state.useLocal);
  const signOut = useWorkbench((state) => state.signOut);
  if (who === null) return null;
  const { user, via, scopes, hasPassword } = who;
  const isThere = connection.status === "server" && connection.url === url;
  return (
    <>
      <p role="status" data-testid="server-who">
        {t("Signed in at {{url}} as {{name}}.", { url, name: user.email ?? user.name })}
      </p>
      <Setting name={t("Role")}>{roleInWords(user.role)}</Setting>
      <Setting name={t("By")}>{via === "key" ? t("API key") : t("session")}</Setting>
      <Setting name={t("May")}>{scopesInWords(scopes)}</Setting>
      <div className="server-ways">
        {isThere ? (
          <Button onClick={() => void comeBack()}>{t("Compute in this browser")}</Button>
        ) : (
          <Button disabled={!scopes.includes("run") || connection.status === "connecting"} onClick={() => void computeThere()}>
            {t("Compute the Lab's runs there")}
          </Button>
        )}
        <Button onClick={() => void signOut()}>{t("Sign out")}</Button>
      </div>
      <p className="dim">{isThere ? t("The Lab's runs are computed there.") : t("The Lab's runs are computed in this browser.")}</p>
      <ServerProblem problem={connection.problem} />
      {via === "session" && hasPassword && <ServerAccountChange />}
      {via === "session" && <ServerOwnRemoval />}
    </>
  );
}

export const serverAccountPanel = definePanel({
  id: "server-account",
  title: "Account",
  room: "server",
  place: "left",
  phoneFront: true,
  body: ServerAccountPanel,
});
