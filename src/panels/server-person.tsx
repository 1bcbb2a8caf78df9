import { useState } from "react";
import type { Person } from "../engine/protocol-server";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { AskFirst } from "./server-ask-first";
import { ServerPersonKeys } from "./server-person-keys";
import { ServerPersonRemoval } from "./server-removal";
import { ServerRoleChoice } from "./server-role-choice";

export interface ServerPersonProps {
  person: Person;
  /** Whether it is the administrator who looks; about oneself there is more under Account. */
  isMe: boolean;
  change(to: { role?: Person["role"]; disabled?: boolean }): void;
  renew(): void;
}

/** Somebody with an account, and what an administrator can do about them. */
export function ServerPerson({ person, isMe, change, renew }: ServerPersonProps) {
  const { name, email, role, disabled } = person;
  const [open, setOpen] = useState<"keys" | "removal" | null>(null);
  const toggle = (part: "keys" | "removal") => setOpen(open === part ? null : part);
  return (
    <>
      <div className="server-item-head">
        <strong>{name}</strong>
        <span className="dim">{disabled ? t("disabled") : (email ?? "")}</span>
        {isMe && <span className="dim">{t("you")}</span>}
      </div>
      {!isMe && (
        <div className="server-ways">
          <ServerRoleChoice label={t("Role of {{name}}", { name })} value={role} onChange={(to) => change({ role: to })} />
          <Button look="plain" aria-label={t("Keys of {{name}}", { name })} aria-expanded={open === "keys"} onClick={() => toggle("keys")}>
            {t("Keys")}
          </Button>
          {disabled ? (
            <Button look="plain" aria-label={t("Enable {{name}}", { name })} onClick={() => change({ disabled: false })}>
              {t("Enable")}
            </Button>
          ) : (
            <>
              <Button look="plain" aria-label={t("New password for {{name}}", { name })} onClick={renew}>
                {t("New password")}
              </Button>
              <AskFirst
                label={t("Disable")}
                name={t("Disable {{name}}", { name })}
                question={t("Really disable {{name}}?", { name })}
                loss={t("Every session ends, and no key of theirs opens any more.")}
                onYes={() => change({ disabled: true })}
              />
            </>
          )}
          <Button look="plain" aria-label={t("Remove {{name}}", { name })} aria-expanded={open === "removal"} onClick={() => toggle("removal")}>
            {t("Remove")}
          </Button>
        </div>
      )}
      {open === "keys" && <ServerPersonKeys person={person} />}
      {open === "removal" && <ServerPersonRemoval person={person} onKeep={() => setOpen(null)} />}
    </>
  );
}
