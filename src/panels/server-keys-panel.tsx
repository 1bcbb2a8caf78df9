import { useRef, useState } from "react";
import type { ServerKey, ServerScope } from "../engine/protocol-server";
import { ServerQueries } from "../server-state/server-queries";
import { useServerDeed, useServerList } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { ServerKeyLines } from "./server-key-lines";
import { ServerList } from "./server-list";
import { ServerProblem } from "./server-problem";
import { ShownOnce } from "./server-shown-once";
import { TextField } from "./server-text-field";
import { keyIsOver, scopeInWords } from "./server-words";
import "./server.css";

/** How long a new key opens, in days. */
const validities = [
  { value: "30", label: "for 30 days" },
  { value: "90", label: "for 90 days" },
  { value: "365", label: "for a year" },
  { value: "never", label: "without end" },
] as const;
type Validity = (typeof validities)[number]["value"];

/** A new key, or a new secret for the key of that id. */
type WantedKey = { name: string; scopes: readonly ServerScope[]; days: number | null } | { rotated: string };

interface IssuedKey {
  key: ServerKey;
  secret: string;
}

/** Keys with which one's own programs call the server. */
function ServerKeysPanel() {
  const who = useWorkbench((state) => state.server.who);
  if (who === null) return <p className="dim server-part">{t("After signing in: keys for your own programs.")}</p>;
  if (who.via === "key" && !who.scopes.includes("admin"))
    return <p className="dim server-part">{t("Keys are made by somebody who is signed in with a password, not with a key.")}</p>;
  return (
    <ServerQueries>
      <Keys mine={who.scopes} />
    </ServerQueries>
  );
}

function Keys({ mine }: { mine: readonly ServerScope[] }) {
  const keys = useServerList("keys", (access, there) => access.keys(there));
  const issue = useServerDeed("keys", (access, there, wanted: WantedKey) =>
    "rotated" in wanted ? access.rotateKey(there, wanted.rotated) : access.makeKey(there, wanted),
  );
  const revoke = useServerDeed("keys", (access, there, id: string) => access.revokeKey(there, id));
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly ServerScope[]>(["read", "run"]);
  const [validity, setValidity] = useState<Validity>("365");
  const chosen = mine.filter((scope) => scopes.includes(scope));
  // Each stays until it is kept: what is done meanwhile brings others.
  const [secrets, setSecrets] = useState<readonly IssuedKey[]>([]);
  const isUnderWay = useRef(false);
  const begin = (wanted: WantedKey, onSuccess?: () => void) => {
    // The button is drawn disabled only after the second click of a quick hand.
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    issue.mutate(wanted, {
      onSuccess: (issued) => {
        setSecrets((others) => [issued, ...others.filter(({ key }) => key.id !== issued.key.id)]);
        onSuccess?.();
      },
      onSettled: () => void (isUnderWay.current = false),
    });
  };
  const latest = issue.submittedAt > revoke.submittedAt ? issue : revoke;
  return (
    <div className="server-part">
      {secrets.map(({ key, secret }) => (
        <ShownOnce
          key={secret}
          label={t("The key {{name}}", { name: key.name })}
          secret={secret}
          onDone={() => setSecrets((all) => all.filter((one) => one.secret !== secret))}
        />
      ))}
      <ServerProblem problem={latest.error} />
      <form
        className="server-form"
        onSubmit={(event) => {
          event.preventDefault();
          begin({ name: name.trim(), scopes: chosen, days: validity === "never" ? null : Number(validity) }, () => setName(""));
        }}
      >
        <TextField label={t("name of a new key")} value={name} onChange={setName} />
        <div className="server-ways">
          {mine.map((scope) => (
            <Checkbox
              key={scope}
              label={scopeInWords(scope)}
              checked={scopes.includes(scope)}
              onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
            />
          ))}
        </div>
        <div className="server-ways">
          <Select<Validity> label={t("How long the key is valid")} value={validity} options={validities} onChange={setValidity} />
          <Button type="submit" disabled={name.trim() === "" || chosen.length === 0 || issue.isPending}>
            {t("Make a key")}
          </Button>
        </div>
      </form>
      <ServerList label={t("API keys")} query={keys} empty={t("No keys yet.")} isOver={keyIsOver}>
        {(key) => (
          <ServerKeyLines shown={key} onRevoke={() => revoke.mutate(key.id)}>
            <Button
              look="plain"
              disabled={issue.isPending}
              aria-label={t("Rotate {{name}}", { name: key.name })}
              onClick={() => begin({ rotated: key.id })}
            >
              {t("Rotate")}
            </Button>
          </ServerKeyLines>
        )}
      </ServerList>
    </div>
  );
}

export const serverKeysPanel = definePanel({ id: "server-keys", title: "API keys", room: "server", place: "right", body: ServerKeysPanel });
