import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { checkOrigin } from "../accounts/cross-site";
import { sessionCookie } from "../accounts/session-cookie";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { answerSignedIn, comerOf, holderOf, idOf, principalOf, root } from "./account-requests";
import { bodies, described, replies } from "./account-schemas";

/** Signing in and out, and the sessions that are open. */
export function sessionRoutes(app: FastifyInstance, { accounts: { people }, audit, config }: ServerParts): void {
  if (people === undefined) return;
  const { sessions, signIn, provider } = people;

  app.get(
    `${root}/sign-in`,
    { config: { access: "public" }, schema: described("signInWays", "How people may sign in here", replies.ways, { open: true }) },
    async () => ({ password: true, provider: provider && { title: provider.title, address: `${root}/oidc/start` } }),
  );

  app.post(
    `${root}/session`,
    {
      config: { access: "public", bucket: "sign-in" },
      schema: described("signIn", "Sign in with e-mail address and password", replies.signedIn, { body: bodies.signIn, open: true }),
    },
    async (request, reply) => {
      try {
        checkOrigin(request, config);
      } catch (error) {
        void audit.record(events.suspiciousActivity(circumstances(request), "sign-in from another site"));
        throw error;
      }
      const { email, password } = request.body as z.infer<typeof bodies.signIn>;
      const signedIn = await signIn.withPassword(email, password, comerOf(request, config));
      return answerSignedIn(request, reply, config, signedIn);
    },
  );

  app.delete(`${root}/session`, { config: { access: "read" }, schema: described("signOut", "Sign out", replies.nothing) }, async (request, reply) => {
    const { userId, sessionId } = principalOf(request);
    if (sessionId !== undefined) await sessions.end(userId, sessionId);
    sessionCookie.clear(request, reply, config);
    void audit.record(events.changed(circumstances(request), "signed_out"));
    return null;
  });

  app.get(
    `${root}/sessions`,
    { config: { access: "read" }, schema: described("listSessions", "Your sessions", replies.sessions) },
    async (request) => {
      const { userId, sessionId } = holderOf(request);
      const items = await sessions.list(userId);
      return { items: items.map((session) => ({ ...session, current: session.id === sessionId })) };
    },
  );

  app.delete(
    `${root}/sessions`,
    { config: { access: "read" }, schema: described("endOtherSessions", "End all your sessions but this one", replies.ended) },
    async (request) => {
      const { userId, sessionId } = holderOf(request);
      const ended = await sessions.endOthers(userId, sessionId ?? null);
      void audit.record(events.changed(circumstances(request), "sessions_ended", { ended }));
      return { ended };
    },
  );

  app.delete(
    `${root}/sessions/:id`,
    { config: { access: "read" }, schema: described("endSession", "End one of your sessions", replies.nothing) },
    async (request) => {
      await sessions.end(holderOf(request).userId, idOf(request, "session"));
      void audit.record(events.changed(circumstances(request), "session_ended"));
      return null;
    },
  );
}
