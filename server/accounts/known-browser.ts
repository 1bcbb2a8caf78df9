import { createHmac, timingSafeEqual } from "node:crypto";
import type { UsersTable } from "./account-tables";

type Account = Pick<UsersTable, "password_hash">;

/**
 * What a browser keeps after somebody signed in with it, so that strangers who guess at the account do not keep its owner out (device cookies of OWASP's guide
 * to slowing attacks). Made from the kept password with its salt: only this server can make it, and it opens nothing. Null for an account without a password;
 * a new password makes the old ones worthless.
 */
export const browserTokenOf = ({ password_hash }: Account): string | null =>
  password_hash === null ? null : createHmac("sha256", password_hash).update("known browser").digest("base64url");

/** Whether somebody has signed in to the account with a browser that brings this. */
export function isKnownBrowser(user: Account | undefined, token: string | undefined): boolean {
  const expected = user === undefined ? null : browserTokenOf(user);
  if (expected === null || token?.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(token), Buffer.from(expected));
}
