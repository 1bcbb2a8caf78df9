import { useState } from "react";
import type { Person, ServerInvitation } from "../engine/protocol-server";
import { ServerQueries } from "../server-state/server-queries";
import { useServerDeed, useServerList } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { moment } from "./library-words";
import { ServerList } from "./server-list";
import { ShownOnce } from "./server-shown-once";
import { TextField } from "./server-text-field";
import { roleInWords } from "./server-words";
import "./server.css";

const roles: readonly Person["role"][] = ["viewer", "researcher", "admin"];

/** For administrators: who has an account, and inviting others. */
function ServerPeoplePanel() {
  const who = useWorkbench((state) => state.server.who);
  if (!who?.scopes.includes("admin")) return <p className="dim server-part">{t("Administrators invite people here.")}</p>;
  return (
    <ServerQueries>
      <People me={who.user.id} />
      <Invitations />
    </ServerQueries>
  );
}

/** Who has an account, with what role. */
function People({ me }: { me: string }) {
  const people = useServerList("people", (access, there) => access.people(there));
  const change = useServerDeed("people", (access, there, { id, ...to }: { id: string; role?: Person["role"]; disabled?: boolean }) =>
    access.changePerson(there, id, to),
  );
  return (
    <div className="server-part">
      {change.error && <Notice tone="error">{sentence(change.error.message)}</Notice>}
      <ServerList label={t("People")} query={people} empty={t("Nobody has an account.")}>
        {({ id, email, name, role, disabled }) => (
          <>
            <div className="server-item-head">
              <strong>{name}</strong>
              <span className="dim">{disabled ? t("disabled") : (email ?? "")}</span>
            </div>
            {id !== me && (
              <div className="server-ways">
                <Select<Person["role"]>
                  label={t("Role of {{name}}", { name })}
                  value={role}
                  options={roles.map((one) => ({ value: one, label: roleInWords(one) }))}
                  onChange={(to) => change.mutate({ id, role: to })}
                />
                <Button look="plain" onClick={() => change.mutate({ id, disabled: !disabled })}>
                  {disabled ? t("Enable {{name}}", { name }) : t("Disable {{name}}", { name })}
                </Button>
              </div>
            )}
          </>
        )}
      </ServerList>
    </div>
  );
}

function Invitations() {
  const invitations = useServerList("invitations", (access, there) => access.invitations(there));
  const invite = useServerDeed("invitations", (access, there, given: { email: string; role: Person["role"] }) => access.invite(there, given));
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Person["role"]>("researcher");
  return (
    <div className="server-part">
      {invite.data && <ShownOnce label={t("The invitation's address")} secret={invite.data.url} onDone={invite.reset} />}
      {invite.error && <Notice tone="error">{sentence(invite.error.message)}</Notice>}
      <form
        className="server-form"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ email: email.trim(), role }, { onSuccess: () => setEmail("") });
        }}
      >
        <TextField label={t("e-mail of whom to invite")} type="email" value={email} onChange={setEmail} />
        <div className="server-ways">
          <Select<Person["role"]>
            label={t("Role")}
            value={role}
            options={roles.map((one) => ({ value: one, label: roleInWords(one) }))}
            onChange={setRole}
          />
          <Button type="submit" disabled={email.trim() === "" || invite.isPending}>
            {t("Invite")}
          </Button>
        </div>
      </form>
      <ServerList label={t("Invitations")} query={invitations} empty={t("Nobody is invited.")}>
        {(invitation) => (
          <div className="server-item-head">
            <strong>{invitation.email ?? t("whoever has the address")}</strong>
            <span className="dim">{standing(invitation)}</span>
          </div>
        )}
      </ServerList>
    </div>
  );
}

function standing({ accepted, revoked, expires }: ServerInvitation): string {
  if (accepted !== null) return t("accepted {{when}}", { when: moment(Date.parse(accepted)) });
  if (revoked !== null) return t("revoked {{when}}", { when: moment(Date.parse(revoked)) });
  return t("open until {{when}}", { when: moment(Date.parse(expires)) });
}

export const serverPeoplePanel = definePanel({
  id: "server-people",
  title: "People",
  room: "server",
  place: "right",
  folded: true,
  body: ServerPeoplePanel,
});
