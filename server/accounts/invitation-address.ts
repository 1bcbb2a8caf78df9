/** Where an invitation is accepted. The token stands behind the #, so that it reaches no log and no other site. */
export const invitationAddress = (server: string, token: string): string => `${server}/#/invitation/${token}`;
