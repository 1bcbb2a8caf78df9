import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, in characters that addresses, cookies and headers may hold. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/**
 * SHA-256, hexadecimal: what the database keeps of a secret. One round is enough for 256 random bits, as there is nothing to guess; and looking the
 * hash up tells by its time nothing that helps to find a secret with it.
 */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** What a secret of ours looks like; anything else is not worth a query. */
export const secretForm = /^[\w-]{43}$/;
export const keyForm = /^mfn_[\w-]{43}$/;
export const newKey = (): string => `mfn_${newSecret()}`;
