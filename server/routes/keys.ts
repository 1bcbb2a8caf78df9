import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { holderOf, idOf, root } from "./account-requests";
import { bodies, described, replies } from "./account-schemas";

/** API keys: of oneself, and for administrators of others too. */
export function keyRoutes(app: FastifyInstance, { accounts: { people }, audit }: ServerParts): void {
  if (people === undefined) return;
  const { keys, users } = people;

  app.get(`${root}/keys`, { config: { access: "read" }, schema: described("listKeys", "Your API keys", replies.keys) }, async (request) => ({
    items: await keys.list(holderOf(request).userId),
  }));

  app.post(
    `${root}/keys`,
    { config: { access: "read" }, schema: described("makeKey", "Make an API key; it is shown this once", replies.shownKey, { body: bodies.key }) },
    async (request, reply) => {
      const owner = holderOf(request);
      const { name, scopes, days } = request.body as z.infer<typeof bodies.key>;
      const shown = await keys.make(owner, { name, scopes, days });
      void audit.record(events.changed(circumstances(request), "key_made", { id: shown.key.id, name, scopes: scopes.join(" ") }));
      void reply.header("cache-control", "no-store");
      return shown;
    },
  );

  app.post(
    `${root}/keys/:id/rotate`,
    {
      config: { access: "read" },
      schema: described("rotateKey", "A new secret for a key; the old one opens a while longer", replies.shownKey, { body: bodies.rotation }),
    },
    async (request, reply) => {
      const { graceHours, days } = request.body as z.infer<typeof bodies.rotation>;
      const shown = await keys.rotate(holderOf(request).userId, idOf(request, "key"), graceHours, days);
      void audit.record(events.changed(circumstances(request), "key_rotated", { id: shown.key.id, graceHours }));
      void reply.header("cache-control", "no-store");
      return shown;
    },
  );

  app.delete(
    `${root}/keys/:id`,
    { config: { access: "read" }, schema: described("revokeKey", "Revoke one of your keys", replies.key) },
    async (request) => {
      const key = await keys.revoke(holderOf(request).userId, idOf(request, "key"));
      void audit.record(events.changed(circumstances(request), "key_revoked", { id: key.id }));
      return key;
    },
  );

  app.get(
    `${root}/users/:user/keys`,
    { config: { access: "admin" }, schema: described("listKeysOf", "Somebody's API keys", replies.keys) },
    async (request) => ({ items: await keys.list((await users.find(idOf(request, "user", "user"))).id) }),
  );

  app.delete(
    `${root}/users/:user/keys/:id`,
    { config: { access: "admin" }, schema: described("revokeKeyOf", "Revoke one of somebody's keys", replies.key) },
    async (request) => {
      const userId = idOf(request, "user", "user");
      const key = await keys.revoke(userId, idOf(request, "key"));
      void audit.record(events.changed(circumstances(request), "key_revoked", { id: key.id, owner: userId }));
      return key;
    },
  );
}
