import type { FastifyInstance } from "fastify";
import { WorkbenchError } from "../../src/core/errors";
import { callbackPath } from "../accounts/oidc-settings";
import { ticketCookie } from "../accounts/session-cookie";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { answerSignedIn, comerOf, root } from "./account-requests";

/** To the provider and back; a browser follows these addresses, so they answer with the next one. */
export function oidcRoutes(app: FastifyInstance, { accounts: { people }, audit, config }: ServerParts): void {
  const provider = people?.provider;
  if (people === undefined || provider === undefined || provider === null) return;
  const home = config.publicUrl!;
  const access = { access: "public", bucket: "sign-in" } as const;

  app.get(`${root}/oidc/start`, { config: access, schema: { hide: true } }, async (request, reply) => {
    const { address, ticket, expires } = await provider.begin();
    ticketCookie.set(request, reply, config, ticket, expires);
    return reply.header("cache-control", "no-store").redirect(address.href, 303);
  });

  app.get(callbackPath, { config: access, schema: { hide: true } }, async (request, reply) => {
    const ticket = ticketCookie.read(request, config);
    ticketCookie.clear(request, reply, config);
    void reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer");
    try {
      const user = await provider.finish(request.url.split("?")[1] ?? "", ticket);
      answerSignedIn(request, reply, config, await people.signIn.open(user, comerOf(request, config), "provider"));
      return reply.redirect(`${home}/#/server`, 303);
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      void audit.record(events.authenticationFailure(circumstances(request), "provider", { why: error.message }));
      return reply.redirect(`${home}/#/sign-in?problem=${encodeURIComponent(error.code)}`, 303);
    }
  });
}
