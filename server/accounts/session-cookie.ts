import type { FastifyReply, FastifyRequest } from "fastify";
import type { ServerConfig } from "../config/config";
import { secretForm } from "./secrets";

type Settings = Pick<ServerConfig, "publicUrl">;

/** Whether the browser sees HTTPS: here, at a trusted proxy, or at the address that is configured. */
const isSecure = (request: FastifyRequest, { publicUrl }: Settings): boolean =>
  request.protocol === "https" || publicUrl?.startsWith("https:") === true;

/** `__Host-` keeps other hosts of the domain from setting it; browsers take it with `Secure` alone. */
const nameOf = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** One cookie that scripts cannot read and that never leaves for another host. */
function cookie(name: string, sameSite: "strict" | "lax") {
  return {
    read(request: FastifyRequest, settings: Settings): string | undefined {
      const value = request.cookies[nameOf(name, isSecure(request, settings))];
      return value !== undefined && secretForm.test(value) ? value : undefined;
    },
    set(request: FastifyRequest, reply: FastifyReply, settings: Settings, value: string, expires: Date): void {
      const secure = isSecure(request, settings);
      void reply.setCookie(nameOf(name, secure), value, { path: "/", httpOnly: true, sameSite, secure, expires });
    },
    clear(request: FastifyRequest, reply: FastifyReply, settings: Settings): void {
      const secure = isSecure(request, settings);
      void reply.clearCookie(nameOf(name, secure), { path: "/", httpOnly: true, sameSite, secure });
    },
  };
}

export const sessionCookie = cookie("mfn_session", "strict");

/** Of a browser that somebody has signed in with; it outlives the session, and signing out. */
export const browserCookie = cookie("mfn_browser", "strict");

/** Of a sign-in that is at the provider: it must come along when the provider sends the browser back. */
export const ticketCookie = cookie("mfn_sign_in", "lax");
