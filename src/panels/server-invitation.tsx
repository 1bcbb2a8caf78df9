import { useState } from "react";
import { useInvitation } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { firstAddress } from "./server-address";
import { ServerProblem } from "./server-problem";
import { TextField } from "./server-text-field";

/** An invitation that the address brought: who one will be, and the password. */
export function ServerInvitation({ token }: { token: string }) {
  const status = useWorkbench((state) => state.server.status);
  const accept = useWorkbench((state) => state.acceptInvitation);
  const take = useWorkbench((state) => state.takeInvitation);
  // The server that sent the page, whichever was used before: an invitation is an address of its own.
  const url = firstAddress("");
  const invitation = useInvitation(url, token);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const dismiss = () => take(null);
  if (invitation.isPending) return <p className="dim">{t("Looking at the invitation")}</p>;
  if (invitation.isError) return <ServerProblem problem={invitation.error} actions={[{ label: t("Dismiss"), onClick: dismiss }]} />;
  const { email: invited, renews } = invitation.data;
  const complete = name.trim() !== "" && password !== "" && (invited !== null || email.trim() !== "");
  return (
    <form
      className="server-form"
      onSubmit={(event) => {
        event.preventDefault();
        void accept(url, { token, name: name.trim(), password, ...(invited === null && { email: email.trim() }) });
      }}
    >
      <h3>{renews && invited !== null ? t("Choose a new password") : t("You are invited to {{url}}", { url })}</h3>
      {invited === null ? (
        <TextField label={t("e-mail")} type="email" value={email} onChange={setEmail} complete="username" />
      ) : (
        <p className="dim">{invited}</p>
      )}
      <TextField label={t("your name")} value={name} onChange={setName} complete="name" />
      <TextField label={t("new password")} type="password" value={password} onChange={setPassword} complete="new-password" />
      <div className="server-ways">
        <Button type="submit" look="primary" disabled={!complete || status === "asking"}>
          {status === "asking" ? t("Signing in") : t("Accept and sign in")}
        </Button>
        <Button look="plain" onClick={dismiss}>
          {t("Not now")}
        </Button>
      </div>
    </form>
  );
}
