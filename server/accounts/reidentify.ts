import { WorkbenchError } from "../../src/core/errors";
import type { Principal } from "./accounts";

/** How often those who keep a connection open are asked anew who they are, in milliseconds. */
export const reidentifyMs = 30_000;

/**
 * Why whoever was let in as `before` may not stay, in words for them; null while they may. Their key can have been revoked since, their session ended,
 * their account disabled or a scope taken from them.
 * @param ask identifies them once more, by the same key or session. An error that says nothing about them (the database is away) ends nothing.
 */
export async function whyToLeave(before: Principal, ask: () => Promise<Principal | null>): Promise<string | null> {
  try {
    const now = await ask();
    if (now === null || now.userId !== before.userId) return "you are no longer signed in; sign in again";
    if (!before.scopes.every((scope) => now.scopes.includes(scope))) return "your rights have changed; connect again";
    return null;
  } catch (error) {
    if (error instanceof WorkbenchError && error.code === "server/unauthorised") return error.message;
    return null;
  }
}
