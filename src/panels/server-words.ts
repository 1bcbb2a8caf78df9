import type { Person, ServerInvitation, ServerKey, ServerScope } from "../engine/protocol-server";
import { version } from "../../package.json";
import type { Health } from "../engine/protocol-http";
import { sentence } from "../ui/format";
import { t } from "../ui/text";
import { moment } from "./library-words";

const scopeWords: Record<ServerScope, string> = { read: "look", run: "compute", admin: "administer" };
const roleWords: Record<Person["role"], string> = { viewer: "viewer", researcher: "researcher", admin: "administrator" };

/** What somebody may: "look, compute". */
export const scopesInWords = (scopes: readonly ServerScope[]): string => scopes.map((scope) => t(scopeWords[scope])).join(", ");

export const scopeInWords = (scope: ServerScope): string => t(scopeWords[scope]);

export const roleInWords = (role: Person["role"]): string => t(roleWords[role]);

/** Who answers at an address. A server of another version does too, but its bits may differ. */
export function healthInWords({ version: theirs, status, runs }: Health): string {
  const given = { version: theirs, own: version, n: runs };
  const answers =
    theirs === version
      ? t("MFN Workbench {{version}} answers there. Open runs: {{n}}.", given)
      : t("MFN Workbench {{version}} answers there; this page is version {{own}}, so bits may differ. Open runs: {{n}}.", given);
  return status === "healthy" ? answers : `${answers} ${t("Something that it needs does not answer, so it cannot do everything at present.")}`;
}

/** What a server says of one thing in a form, without the name that the thing has on the wire. Of names it does not say itself what is meant. */
export const plainWords = (message: string): string => sentence(message.replace(/^At body\.name: /, "the name: ").replace(/^At body\.\w+: /, ""));

const when = (time: string) => ({ when: moment(Date.parse(time)) });
const isPast = (time: string | null, now: number): boolean => time !== null && Date.parse(time) <= now;

/** Opens nothing any more. */
export const keyIsOver = ({ revoked, expires }: ServerKey, now = Date.now()): boolean => revoked !== null || isPast(expires, now);

/** How a key stands, a sentence a line. */
export function keyInWords({ revoked, expires, used, previousUntil }: ServerKey, now = Date.now()): string[] {
  if (revoked !== null) return [t("revoked {{when}}", when(revoked))];
  const use = used === null ? t("never used") : t("used {{when}}", when(used));
  if (expires !== null && isPast(expires, now)) return [`${use}, ${t("expired {{when}}", when(expires))}`];
  return [
    `${use}, ${expires === null ? t("never expires") : t("expires {{when}}", when(expires))}`,
    ...(previousUntil === null || isPast(previousUntil, now)
      ? []
      : [t("The secret from before its rotation opens too until {{when}}.", when(previousUntil))]),
  ];
}

/** Can be accepted no more. */
export const invitationIsOver = ({ accepted, revoked, expires }: ServerInvitation, now = Date.now()): boolean =>
  accepted !== null || revoked !== null || isPast(expires, now);

/** How an invitation stands: "accepted 28 Nov 2026, 14:02". */
export function invitationInWords({ accepted, revoked, expires }: ServerInvitation, now = Date.now()): string {
  if (accepted !== null) return t("accepted {{when}}", when(accepted));
  if (revoked !== null) return t("withdrawn {{when}}", when(revoked));
  return isPast(expires, now) ? t("expired {{when}}", when(expires)) : t("open until {{when}}", when(expires));
}
