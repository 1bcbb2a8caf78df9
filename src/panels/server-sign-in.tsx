import { useState } from "react";
import { useServerHealth } from "../server-state/use-connection";
import { useSignInWays } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Tabs } from "../ui/tabs";
import { t } from "../ui/text";
import { firstAddress } from "./server-address";
import { ServerProblem } from "./server-problem";
import { TextField } from "./server-text-field";
import { healthInWords } from "./server-words";

type Way = "password" | "key";

/** The way in: an address, and who one is there. */
export function ServerSignIn() {
  const { url: used, status, problem } = useWorkbench((state) => state.server);
  const signIn = useWorkbench((state) => state.signIn);
  const enterKey = useWorkbench((state) => state.useKey);
  const [url, setUrl] = useState(() => firstAddress(used));
  const [way, setWay] = useState<Way>("password");
  const [email, setEmail] = useState("");
  const [secret, setSecret] = useState("");
  const server = useServerHealth(url);
  const expect = useWorkbench((state) => state.expectSession);
  // Nobody is asked before somebody says so, or was there before: what serves the page may be no workbench server.
  const ways = useSignInWays(url, server.state === "here" || url === used);
  const provider = ways.data?.provider ?? null;
  const change = (next: Way) => {
    setWay(next);
    setSecret("");
  };
  return (
    <form
      className="server-form"
      onSubmit={(event) => {
        event.preventDefault();
        void (way === "password" ? signIn(url.trim(), email.trim(), secret) : enterKey(url.trim(), secret.trim()));
      }}
    >
      <p className="dim">
        {t("A server runs what is too heavy for a browser, goes on when this page is closed, and keeps what it finds. Start one with: npx mfn serve")}
      </p>
      <TextField label={t("address")} type="url" value={url} onChange={setUrl} mono />
      <div className="server-ways">
        <Button onClick={server.test} disabled={server.state === "asking"}>
          {t("Test")}
        </Button>
      </div>
      {server.state === "unknown" && url !== used && <p className="dim">{t("Test it to see whether it offers other ways to sign in.")}</p>}
      {server.state === "here" && <Notice tone={server.health.status === "degraded" ? "warn" : "note"}>{healthInWords(server.health)}</Notice>}
      {server.state === "absent" && server.problem.message !== problem?.message && <ServerProblem problem={server.problem} />}
      <Tabs
        label={t("How to sign in")}
        value={way}
        tabs={[
          {
            id: "password",
            title: t("Password"),
            body: (
              <div className="server-form">
                <TextField label={t("e-mail")} type="email" value={email} onChange={setEmail} complete="username" />
                <TextField label={t("password")} type="password" value={secret} onChange={setSecret} complete="current-password" />
              </div>
            ),
          },
          {
            id: "key",
            title: t("API key"),
            body: (
              <div className="server-form">
                <TextField label={t("API key")} type="password" value={secret} onChange={setSecret} mono placeholder="mfn_…" />
                <p className="dim">{t("The server printed it at its first start. It is forgotten when this page is closed.")}</p>
              </div>
            ),
          },
        ]}
        onChange={(id) => change(id === "key" ? "key" : "password")}
      />
      <div className="server-ways">
        <Button type="submit" look="primary" disabled={status === "asking" || secret.trim() === "" || (way === "password" && email.trim() === "")}>
          {status === "asking" ? t("Signing in") : t("Sign in")}
        </Button>
        {provider && (
          <a
            className="button button-normal server-provider"
            onClick={() => expect(url.trim())}
            href={`${url.replace(/\/+$/, "")}${provider.address}`}
          >
            {t("Sign in with {{provider}}", { provider: provider.title })}
          </a>
        )}
      </div>
    </form>
  );
}
