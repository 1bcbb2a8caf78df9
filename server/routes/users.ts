import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { idOf, root } from "./account-requests";
import { bodies, described, queries, replies } from "./account-schemas";

/** Everybody with an account, for administrators. */
export function userRoutes(app: FastifyInstance, { accounts: { people }, audit }: ServerParts): void {
  if (people === undefined) return;
  const { users, keys } = people;

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
      void audit.record(events.changed(circumstances(request), "user_changed", { user: id, ...change }));
      return person;
    },
  );
}
