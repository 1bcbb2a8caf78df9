import type { FastifyRequest } from "fastify";
import type { Person, ServerScope } from "../../src/engine/protocol-server";
import type { People } from "./people";

/** What a key or a role allows: reading, computing, and looking after the server. Each holds those before it only where a role says so. */
export const scopes = ["read", "run", "admin"] as const satisfies readonly ServerScope[];
export type Scope = ServerScope;

export const roles = { viewer: ["read"], researcher: ["read", "run"], admin: ["read", "run", "admin"] } as const satisfies Record<
  Person["role"],
  readonly Scope[]
>;
export type Role = Person["role"];

/** Who asks. */
export interface Principal {
  userId: string;
  /** For people: the e-mail address, or the key's name. */
  name: string;
  role: Role;
  /** What this request may: of a key those it was given, within its owner's role. */
  scopes: readonly Scope[];
  via: "key" | "session";
  /** Of the key that was used. */
  keyId: string | null;
  /** Of the session that was used. */
  sessionId?: string;
}

export interface Accounts {
  /** Accounts that people sign in to; absent where there are keys alone. */
  people?: People;
  /**
   * Who a request comes from; null when it brings neither key nor session.
   * @throws WorkbenchError `server/unauthorised` for a key or session that is wrong, ended or revoked; `server/refused` for a session without its CSRF token.
   */
  identify(request: FastifyRequest): Promise<Principal | null>;
  /**
   * Who an API key belongs to, for connections that bring it in a message (WebSocket, gRPC). `from` is the caller's address.
   * @throws WorkbenchError `server/unauthorised`.
   */
  identifyKey(key: string, from: string): Promise<Principal>;
}

/** Who may call a route: anybody, or whoever has the scope. A route that says nothing needs "read" to GET and "run" otherwise. */
export type Access = "public" | Scope;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** Name of the bucket that requests of this route are counted in; its address when left out. */
    bucket?: string;
  }
  interface FastifyRequest {
    /** Who asks, once that is known; null on public routes that nobody signed. */
    principal: Principal | null;
  }
}
