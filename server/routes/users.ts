import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { removeUser } from "../accounts/remove-user";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { idOf, root, surelyHolderOf } from "./account-requests";
import { bodies, described, queries, removalHelp, replies } from "./account-schemas";

/** Everybody with an account, for administrators. */
export function userRoutes(app: FastifyInstance, { accounts: { people }, audit, jobs }: ServerParts): void {
  if (people === undefined) return;
  const { users, keys, sessions } = people;

  app.get(
    `${root}/users`,
    { config: { access: "admin" }, schema: described("listUsers", "Everybody with an account", replies.people, { querystring: queries.users }) },
    async (request) => {
      const { after, limit } = request.query as z.infer<typeof queries.users>;
      return users.list(after, limit);
    },
  );

  app.put(
    `${root}/users/:id`,
    {
      config: { access: "admin" },
      schema: described("changeUser", "Change somebody's role or name, or disable the account", replies.person, { body: bodies.user }),
    },
    async (request) => {
      const id = idOf(request, "user");
      const { name, role, disabled } = request.body as z.infer<typeof bodies.user>;
      const change = { ...(name !== undefined && { name }), ...(role !== undefined && { role }), ...(disabled !== undefined && { disabled }) };
      const person = await users.change(id, change);
      keys.forget();
      // A name is somebody's own, and rows stay when they have gone.
      const { name: renamed, ...told } = change;
      void audit.record(
        events.changed(circumstances(request), "user_changed", { user: id, ...(renamed !== undefined && { renamed: true }), ...told }),
      );
      return person;
    },
  );

  app.delete(
    `${root}/users/:id`,
    {
      config: { access: "admin" },
      schema: described("removeUser", "Remove an account with its sessions, keys, invitations and jobs", replies.nothing, { help: removalHelp }),
    },
    async (request) => {
      const id = idOf(request, "user");
      await surelyHolderOf(request, sessions);
      const removed = await removeUser(id, { people, jobs });
      void audit.record(events.changed(circumstances(request), "user_removed", { user: id, jobs: removed }));
      return null;
    },
  );
}
