import { useRef, useState } from "react";
import type { Person } from "../engine/protocol-server";
import { useServerDeed, type Act } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { ServerProblem } from "./server-problem";
import { TextField } from "./server-text-field";
import { useKeptFocus } from "./use-kept-focus";

interface RemovalProps {
  /** What has to be typed, so that nobody removes another than they mean. */
  typed: string;
  /** What is lost by it. */
  loss: string;
  remove: Act<void>;
  onKeep(): void;
}

/** Removes somebody else's account. */
export function ServerPersonRemoval({ person: { id, name, email }, onKeep }: { person: Person; onKeep(): void }) {
  return (
    <Removal
      typed={email ?? name}
      loss={t("The account goes for good, with its sessions, keys and invitations, and its jobs with their files. The audit log stays.")}
      remove={(access, there) => access.removePerson(there, id)}
      onKeep={onKeep}
    />
  );
}

/** Removes one's own. */
export function ServerOwnRemoval() {
  const user = useWorkbench((state) => state.server.who?.user);
  const remove = useWorkbench((state) => state.removeAccount);
  const [open, setOpen] = useState(false);
  if (user === undefined) return null;
  return (
    <details className="server-change" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("Remove the account")}</summary>
      <Removal
        typed={user.email ?? user.name}
        loss={t("Your account goes for good, with your sessions, keys and invitations, and your jobs with their files. The audit log stays.")}
        remove={remove}
        onKeep={() => setOpen(false)}
      />
    </details>
  );
}

/** Whose account it is has to be typed; and whoever has a password shows by it that it is still them. */
function Removal({ typed, loss, remove, onKeep }: RemovalProps) {
  const asks = useWorkbench(({ server: { who } }) => who?.via === "session" && who.hasPassword);
  const confirm = useWorkbench((state) => state.confirmIdentity);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  // Invitations go with people, so every list is asked for again.
  const act = useServerDeed(null, async (access, there) => {
    if (asks) await confirm(password);
    await remove(access, there);
  });
  const form = useRef<HTMLFormElement>(null);
  useKeptFocus(form);
  const keep = () => {
    setName("");
    setPassword("");
    act.reset();
    onKeep();
  };
  return (
    <form
      ref={form}
      className="server-form server-inner"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        keep();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(undefined);
      }}
    >
      <p className="dim">{loss}</p>
      <TextField label={t("type {{name}} to confirm", { name: typed })} value={name} onChange={setName} />
      {asks && <TextField label={t("your own password")} type="password" value={password} onChange={setPassword} complete="current-password" />}
      <div className="server-ways">
        <Button type="submit" className="button-bad" disabled={name.trim() !== typed || (asks && password === "") || act.isPending}>
          {t("Remove for good")}
        </Button>
        <Button look="plain" onClick={keep}>
          {t("Keep it")}
        </Button>
      </div>
      <ServerProblem problem={act.error} />
    </form>
  );
}
