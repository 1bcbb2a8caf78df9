import { useState } from "react";
import type { ServerScope } from "../engine/protocol-server";
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
  const make = useServerDeed("keys", (access, there, key: { name: string; scopes: ServerScope[]; days: number | null }) =>
    access.makeKey(there, key),
  );
  const rotate = useServerDeed("keys", (access, there, id: string) => access.rotateKey(there, id));
  const revoke = useServerDeed("keys", (access, there, id: string) => access.revokeKey(there, id));
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly ServerScope[]>(["read", "run"]);
  const [validity, setValidity] = useState<Validity>("365");
  const shown = make.data ?? rotate.data;
  const problem = make.error ?? rotate.error ?? revoke.error;
  const forget = () => {
    make.reset();
    rotate.reset();
  };
  return (
    <div className="server-part">
      {shown && <ShownOnce label={t("The key {{name}}", { name: shown.key.name })} secret={shown.secret} onDone={forget} />}
      <ServerProblem problem={problem} />
      <form
        className="server-form"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate(
            { name: name.trim(), scopes: [...scopes], days: validity === "never" ? null : Number(validity) },
            { onSuccess: () => setName("") },
          );
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
          <Button type="submit" disabled={name.trim() === "" || scopes.length === 0 || make.isPending}>
            {t("Make a key")}
          </Button>
        </div>
      </form>
      <ServerList label={t("API keys")} query={keys} empty={t("No keys yet.")} isOver={keyIsOver}>
        {(key) => (
          <ServerKeyLines shown={key} onRevoke={() => revoke.mutate(key.id)}>
            <Button look="plain" aria-label={t("Rotate {{name}}", { name: key.name })} onClick={() => rotate.mutate(key.id)}>
              {t("Rotate")}
            </Button>
          </ServerKeyLines>
        )}
      </ServerList>
    </div>
  );
}

export const serverKeysPanel = definePanel({ id: "server-keys", title: "API keys", room: "server", place: "right", body: ServerKeysPanel });
