import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { checkOrigin } from "../accounts/cross-site";
import { invitationAddress } from "../accounts/invitation-address";
import { checkPassword, hashPassword } from "../accounts/passwords";
import { circumstances, events } from "../audit/events";
import type { ServerParts } from "../parts";
import { answerSignedIn, comerOf, idOf, principalOf, root } from "./account-requests";
import { bodies, described, replies } from "./account-schemas";

/** Inviting people, and accepting. */
export function invitationRoutes(app: FastifyInstance, { accounts: { people }, audit, config }: ServerParts): void {
  if (people === undefined) return;
  const { invitations, users, keys, signIn } = people;
  const urlOf = (request: FastifyRequest, token: string) => invitationAddress(config.publicUrl ?? `${request.protocol}://${request.host}`, token);
  /** Events of the invitation's use, which nobody is signed in for. */
  const failed = (request: FastifyRequest) => (error: unknown) => {
    void audit.record(events.authenticationFailure(circumstances(request), "unusable invitation"));
    throw error;
  };

  app.get(
    `${root}/invitations`,
    { config: { access: "admin" }, schema: described("listInvitations", "The latest invitations", replies.invitations) },
    async () => ({ items: await invitations.list() }),
  );

  app.post(
    `${root}/invitations`,
    {
      config: { access: "admin" },
      schema: described("invite", "Invite somebody; the address is shown this once", replies.shownInvitation, { body: bodies.invitation }),
    },
    async (request, reply) => {
      const { email, role, days } = request.body as z.infer<typeof bodies.invitation>;
      const { invitation, token } = await invitations.make({ email, role, days, userId: null, invitedBy: principalOf(request).userId });
      void audit.record(events.changed(circumstances(request), "invitation_made", { id: invitation.id, email, role }));
      void reply.header("cache-control", "no-store");
      return { invitation, url: urlOf(request, token) };
    },
  );

  app.post(
    `${root}/users/:id/invitation`,
    {
      config: { access: "admin" },
      schema: described("renewPassword", "Let somebody choose a new password; the address is shown this once", replies.shownInvitation),
    },
    async (request, reply) => {
      const user = await users.find(idOf(request, "user"));
      const { invitation, token } = await invitations.make({
        email: user.email,
        role: user.role,
        days: 1,
        userId: user.id,
        invitedBy: principalOf(request).userId,
      });
      void audit.record(events.changed(circumstances(request), "password_renewal_made", { id: invitation.id, user: user.id }));
      void reply.header("cache-control", "no-store");
      return { invitation, url: urlOf(request, token) };
    },
  );

  app.delete(
    `${root}/invitations/:id`,
    { config: { access: "admin" }, schema: described("revokeInvitation", "Take an invitation back", replies.invitation) },
    async (request) => {
      const invitation = await invitations.revoke(idOf(request, "invitation"));
      void audit.record(events.changed(circumstances(request), "invitation_revoked", { id: invitation.id }));
      return invitation;
    },
  );

  app.post(
    `${root}/invitations/look`,
    {
      config: { access: "public", bucket: "sign-in" },
      schema: described("lookAtInvitation", "What an invitation is for", replies.lookedAt, { body: bodies.lookAtInvitation, open: true }),
    },
    async (request) => {
      const { token } = request.body as z.infer<typeof bodies.lookAtInvitation>;
      const { email, role, renews, expires } = await invitations.look(token).catch(failed(request));
      return { email, role, renews, expires };
    },
  );

  app.post(
    `${root}/invitations/accept`,
    {
      config: { access: "public", bucket: "sign-in" },
      schema: described("acceptInvitation", "Accept an invitation, and be signed in", replies.signedIn, {
        body: bodies.acceptInvitation,
        open: true,
      }),
    },
    async (request, reply) => {
      checkOrigin(request, config);
      const { token, email, name, password, revokeKeys } = request.body as z.infer<typeof bodies.acceptInvitation>;
      const invitation = await invitations.look(token).catch(failed(request));
      checkPassword(password, invitation.email ?? email ?? null);
      const { user, revokedKeys } = await invitations.accept(token, { email, name, passwordHash: await hashPassword(password), revokeKeys });
      if (revokeKeys) keys.forget();
      void audit.record({
        ...events.changed(circumstances(request), "invitation_accepted", { id: invitation.id, role: user.role, ...(revokeKeys && { revokedKeys }) }),
        userId: user.id,
      });
      return answerSignedIn(request, reply, config, await signIn.open(user, comerOf(request, config), "invitation"));
    },
  );
}
