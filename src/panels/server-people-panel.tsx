import { useState } from "react";
import type { Person, ServerInvitation } from "../engine/protocol-server";
import { ServerQueries } from "../server-state/server-queries";
import { useServerDeed, useServerList } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { AskFirst } from "./server-ask-first";
import { ServerList } from "./server-list";
import { ServerPerson } from "./server-person";
import { ServerProblem } from "./server-problem";
import { ServerRoleChoice } from "./server-role-choice";
import { ShownOnce } from "./server-shown-once";
import { TextField } from "./server-text-field";
import { invitationInWords, invitationIsOver, roleInWords } from "./server-words";
import "./server.css";

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
  const renew = useServerDeed("invitations", async (access, there, { id, name }: Person) => ({ name, ...(await access.renewPassword(there, id)) }));
  const problem = change.error ?? renew.error;
  return (
    <div className="server-part">
      {renew.data && (
        <ShownOnce
          label={t("The address at which {{name}} chooses a new password", { name: renew.data.name })}
          secret={renew.data.url}
          onDone={renew.reset}
        />
      )}
      <ServerProblem problem={problem} />
      <ServerList label={t("People")} query={people} empty={t("Nobody has an account.")} isOver={({ disabled }) => disabled}>
        {(person) => (
          <ServerPerson
            person={person}
            isMe={person.id === me}
            change={(to) => change.mutate({ id: person.id, ...to })}
            renew={() => renew.mutate(person)}
          />
        )}
      </ServerList>
    </div>
  );
}

function Invitations() {
  const invitations = useServerList("invitations", (access, there) => access.invitations(there));
  const invite = useServerDeed("invitations", (access, there, given: { email: string; role: Person["role"] }) => access.invite(there, given));
  const withdraw = useServerDeed("invitations", (access, there, id: string) => access.revokeInvitation(there, id));
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Person["role"]>("researcher");
  const problem = invite.error ?? withdraw.error;
  return (
    <div className="server-part server-invitations">
      <h3>{t("Invitations")}</h3>
      {invite.data && <ShownOnce label={t("The invitation's address")} secret={invite.data.url} onDone={invite.reset} />}
      <ServerProblem problem={problem} />
      <form
        className="server-form"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ email: email.trim(), role }, { onSuccess: () => setEmail("") });
        }}
      >
        <TextField label={t("e-mail of whom to invite")} type="email" value={email} onChange={setEmail} />
        <div className="server-ways">
          <ServerRoleChoice label={t("Role")} value={role} onChange={setRole} />
          <Button type="submit" disabled={email.trim() === "" || invite.isPending}>
            {t("Invite")}
          </Button>
        </div>
      </form>
      <ServerList label={t("Invitations")} query={invitations} empty={t("Nobody is invited.")} isOver={invitationIsOver}>
        {(invitation) => <Invitation invitation={invitation} withdraw={() => withdraw.mutate(invitation.id)} />}
      </ServerList>
    </div>
  );
}

function Invitation({ invitation, withdraw }: { invitation: ServerInvitation; withdraw(): void }) {
  const whom = invitation.email ?? t("whoever has the address");
  return (
    <>
      <div className="server-item-head">
        <strong>{whom}</strong>
        <span className="dim">{invitation.renews && invitation.email !== null ? t("a new password") : roleInWords(invitation.role)}</span>
        <span className="dim">{invitationInWords(invitation)}</span>
      </div>
      {!invitationIsOver(invitation) && (
        <div className="server-ways">
          <AskFirst
            label={t("Withdraw")}
            name={t("Withdraw the invitation of {{name}}", { name: whom })}
            question={t("Really withdraw it?")}
            loss={t("Its address opens nothing from then on.")}
            onYes={withdraw}
          />
        </div>
      )}
    </>
  );
}

export const serverPeoplePanel = definePanel({
  id: "server-people",
  title: "People",
  room: "server",
  place: "right",
  folded: true,
  phoneTab: "Administration",
  body: ServerPeoplePanel,
});
