import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { csrfTokenOf } from "../accounts/cross-site";
import { checkPassword, hashPassword } from "../accounts/passwords";
import { removeUser } from "../accounts/remove-user";
import { browserCookie, sessionCookie } from "../accounts/session-cookie";
import { personOf } from "../accounts/users";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { refused } from "../refusals";
import { answerSignedIn, comerOf, holderOf, principalOf, root, surelyHolderOf } from "./account-requests";
import { bodies, described, removalHelp, replies } from "./account-schemas";

/** Who I am here, and what I may change about it. */
export function accountRoutes(app: FastifyInstance, { accounts: { people }, audit, config, jobs }: ServerParts): void {
  if (people === undefined) return;
  const { users, keys, sessions, signIn } = people;

  app.get(
    `${root}/me`,
    { config: { access: "read" }, schema: described("me", "Who you are here, and what you may", replies.me) },
    async (request) => {
      const { userId, scopes, via, name, role } = principalOf(request);
      // Nobody has the keys that the server's settings bring.
      const nobody = { id: userId, email: null, name, role, password_hash: null, created_at: new Date(0), disabled_at: null };
      const user = (await users.seek(userId)) ?? nobody;
      const token = via === "session" ? sessionCookie.read(request, config) : undefined;
      return {
        user: personOf(user),
        scopes: [...scopes],
        via,
        csrfToken: token === undefined ? null : csrfTokenOf(token),
        hasPassword: user.password_hash !== null,
      };
    },
  );

  app.put(
    `${root}/me`,
    { config: { access: "read" }, schema: described("rename", "Change your name", replies.person, { body: bodies.me }) },
    async (request) => {
      const { name } = request.body as z.infer<typeof bodies.me>;
      const person = await users.change(holderOf(request).userId, { name });
      void audit.record(events.changed(circumstances(request), "user_changed", { renamed: true }));
      return person;
    },
  );

  app.delete(
    `${root}/me`,
    {
      config: { access: "read" },
      schema: described("removeMe", "Remove your account with its sessions, keys, invitations and jobs", replies.nothing, { help: removalHelp }),
    },
    async (request, reply) => {
      const { userId, via } = principalOf(request);
      if (via !== "session") throw refused("an account is removed by its owner, who is signed in, not with a key");
      await surelyHolderOf(request, sessions);
      const removed = await removeUser(userId, { people, jobs });
      sessionCookie.clear(request, reply, config);
      browserCookie.clear(request, reply, config);
      void audit.record(events.changed(circumstances(request), "user_removed", { user: userId, jobs: removed }));
      return null;
    },
  );

  app.put(
    `${root}/me/password`,
    {
      config: { access: "read", bucket: "sign-in" },
      schema: described("changePassword", "Change your password; every other session ends", replies.signedIn, { body: bodies.password }),
    },
    async (request, reply) => {
      const { userId, via } = principalOf(request);
      if (via !== "session") throw refused("a password is changed by somebody who is signed in, not with a key");
      const { current, password, revokeKeys } = request.body as z.infer<typeof bodies.password>;
      const user = await users.find(userId);
      const comer = comerOf(request, config);
      checkPassword(password, user.email);
      await signIn.confirm(user, current, comer);
      const passwordHash = await hashPassword(password);
      const revokedKeys = await users.setPassword(userId, passwordHash, revokeKeys);
      if (revokeKeys) keys.forget();
      void audit.record(events.changed(circumstances(request), "password_changed", revokeKeys ? { revokedKeys } : {}));
      return answerSignedIn(request, reply, config, await signIn.open({ ...user, password_hash: passwordHash }, comer, "password"));
    },
  );
}
