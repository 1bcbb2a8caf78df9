import type { Person, ServerScope } from "../engine/protocol-server";
import { t } from "../ui/text";

const scopeWords: Record<ServerScope, string> = { read: "look", run: "compute", admin: "administer" };
const roleWords: Record<Person["role"], string> = { viewer: "viewer", researcher: "researcher", admin: "administrator" };

/** What somebody may: "look, compute". */
export const scopesInWords = (scopes: readonly ServerScope[]): string => scopes.map((scope) => t(scopeWords[scope])).join(", ");

export const scopeInWords = (scope: ServerScope): string => t(scopeWords[scope]);

export const roleInWords = (role: Person["role"]): string => t(roleWords[role]);
