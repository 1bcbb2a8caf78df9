import { useState } from "react";
import { ServerQueries } from "../server-state/server-queries";
import { useServerHealth } from "../server-state/use-connection";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { BackendChoice } from "./backend-choice";
import { definePanel } from "./define";
import { usualAddress } from "./server-address";
import { ServerProblem } from "./server-problem";
import { healthInWords } from "./server-words";
import "./lab.css";

function ConnectionPanel() {
  const connection = useWorkbench((state) => state.connection);
  const comeBack = useWorkbench((state) => state.useLocal);
  const [wantsServer, setWantsServer] = useState(connection.status !== "browser");
  const choose = (place: "browser" | "server") => {
    setWantsServer(place === "server");
    if (place === "browser" && connection.status !== "browser") void comeBack();
  };
  return (
    <>
      <Setting name={t("compute on")} title={t("Same spec, same bits, wherever it runs.")}>
        <Select
          look="inline"
          label={t("Compute on")}
          value={wantsServer ? "server" : "browser"}
          options={[
            { value: "browser", label: t("this browser") },
            { value: "server", label: t("a server"), note: t("started with: npx mfn serve") },
          ]}
          onChange={choose}
        />
      </Setting>
      {wantsServer && (
        <ServerQueries>
          <ServerSettings />
        </ServerQueries>
      )}
      <p className="dim" role="status" data-testid="connection-state">
        {connection.status === "server" ? t("Runs are computed at {{url}}.", { url: connection.url }) : t("Runs are computed in this browser.")}
      </p>
      <BackendChoice />
    </>
  );
}

function ServerSettings() {
  const connection = useWorkbench((state) => state.connection);
  const connect = useWorkbench((state) => state.connect);
  // The room Server is loaded behind the first picture.
  const signedIn = useWorkbench((state) => (state.server as typeof state.server | undefined)?.who ?? null);
  const serverUrl = useWorkbench((state) => (state.server as typeof state.server | undefined)?.url ?? "");
  const computeThere = useWorkbench((state) => state.computeThere);
  const [url, setUrl] = useState(connection.url || usualAddress);
  const [apiKey, setApiKey] = useState("");
  const server = useServerHealth(url);
  const busy = connection.status === "connecting";
  const used = connection.status === "server" && connection.url === url;
  if (signedIn !== null && !(connection.status === "server" && connection.url !== serverUrl)) {
    const there = connection.status === "server";
    return (
      <>
        <p className="dim">{t("Signed in at {{url}} as {{name}}.", { url: serverUrl, name: signedIn.user.email ?? signedIn.user.name })}</p>
        <div className="notice-actions">
          <Button look="primary" disabled={busy || there} onClick={() => void computeThere()}>
            {there ? t("In use") : t("Use this server")}
          </Button>
        </div>
        <ServerProblem problem={connection.problem} />
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void connect(url.trim(), { kind: "key", key: apiKey.trim() });
      }}
    >
      <label className="formula">
        <span className="dim">{t("address")}</span>
        <input
          className="text-field mono"
          type="url"
          spellCheck={false}
          autoComplete="off"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      </label>
      <label className="formula">
        <span className="dim">{t("API key")}</span>
        <input
          className="text-field mono"
          type="password"
          autoComplete="off"
          placeholder="mfn_…"
          title={t("The server printed it at its first start. It is forgotten when this page is closed.")}
          value={apiKey}
          onChange={(event) => setApiKey(event.target.value)}
        />
      </label>
      <div className="notice-actions">
        <Button onClick={server.test} disabled={server.state === "asking"}>
          {t("Test")}
        </Button>
        <Button type="submit" look="primary" disabled={busy || used || apiKey.trim() === ""}>
          {busy ? t("Connecting") : used ? t("In use") : t("Use this server")}
        </Button>
      </div>
      {server.state === "here" && <Notice tone={server.health.status === "degraded" ? "warn" : "note"}>{healthInWords(server.health)}</Notice>}
      {server.state === "absent" && <ServerProblem problem={server.problem} />}
      <ServerProblem problem={connection.problem} />
    </form>
  );
}

export const connectionPanel = definePanel({ id: "connection", title: "Where it runs", room: "lab", place: "left", body: ConnectionPanel });
