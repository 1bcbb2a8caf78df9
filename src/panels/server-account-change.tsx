import { useState } from "react";
import { useServerDeed } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { ServerProblem } from "./server-problem";
import { TextField } from "./server-text-field";

/** One's name and password, behind a quiet heading: few come for them. */
export function ServerAccountChange() {
  return (
    <details className="server-change">
      <summary>{t("Change name or password")}</summary>
      <div className="server-part">
        <NameForm />
        <PasswordForm />
      </div>
    </details>
  );
}

function NameForm() {
  const known = useWorkbench((state) => state.server.who?.user.name ?? "");
  const rename = useWorkbench((state) => state.rename);
  // The list of people shows the name too.
  const change = useServerDeed("people", (_, __, to: string) => rename(to));
  const [name, setName] = useState(known);
  return (
    <form
      className="server-form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(name.trim());
      }}
    >
      <TextField label={t("your name")} value={name} onChange={setName} complete="name" />
      <div className="server-ways">
        <Button type="submit" disabled={name.trim() === "" || name.trim() === known || change.isPending}>
          {t("Change the name")}
        </Button>
      </div>
      <ServerProblem problem={change.error} />
      {change.isSuccess && name.trim() === known && <Notice tone="note">{t("You are called {{name}} from now on.", { name: known })}</Notice>}
    </form>
  );
}

function PasswordForm() {
  const email = useWorkbench((state) => state.server.who?.user.email ?? "");
  const changePassword = useWorkbench((state) => state.changePassword);
  const change = useServerDeed("sessions", (_, __, { current, password }: { current: string; password: string }) =>
    changePassword(current, password),
  );
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const typed = (set: (text: string) => void) => (text: string) => {
    change.reset();
    set(text);
  };
  const clear = () => {
    setCurrent("");
    setPassword("");
  };
  return (
    <form
      className="server-form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ current, password }, { onSuccess: clear });
      }}
    >
      {/* A password manager keeps the new password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField label={t("current password")} type="password" value={current} onChange={typed(setCurrent)} complete="current-password" />
      <TextField
        label={t("new password, at least 12 characters")}
        type="password"
        value={password}
        onChange={typed(setPassword)}
        complete="new-password"
      />
      <div className="server-ways">
        <Button type="submit" disabled={current === "" || password === "" || change.isPending}>
          {t("Change the password")}
        </Button>
      </div>
      <ServerProblem problem={change.error} />
      {change.isSuccess && <Notice tone="note">{t("The password is changed. Every other browser is signed out.")}</Notice>}
    </form>
  );
}
