import type { FastifyRequest } from "fastify";
import type { AuditEvent } from "./audit-log";

type Details = AuditEvent["details"];

/** What every event about a request says. */
export type Circumstances = Pick<AuditEvent, "resource" | "sourceIp" | "requestId" | "userId">;

/** Of a request: never its query, which may hold a code. */
export function circumstances(request: FastifyRequest): Circumstances {
  return {
    resource: `${request.method} ${request.url.split("?")[0]}`,
    sourceIp: request.ip,
    requestId: request.id,
    userId: request.principal?.userId ?? null,
  };
}

/** The ready events of the reference (mfn-model §12), and ours. */
export const events = {
  authenticationSuccess: (where: Circumstances, userId: string, details?: Details): AuditEvent => ({
    ...where,
    userId,
    action: "authentication_success",
    category: "authentication",
    severity: "info",
    success: true,
    ...(details && { details }),
  }),
  authenticationFailure: (where: Circumstances, reason: string, details: Details = {}): AuditEvent => ({
    ...where,
    action: "authentication_failure",
    category: "authentication",
    severity: "warning",
    success: false,
    details: { reason, ...details },
  }),
  accessGranted: (where: Circumstances): AuditEvent => ({
    ...where,
    action: "access_granted",
    category: "authorization",
    severity: "info",
    success: true,
  }),
  accessDenied: (where: Circumstances, reason: string): AuditEvent => ({
    ...where,
    action: "access_denied",
    category: "authorization",
    severity: "warning",
    success: false,
    details: { reason },
  }),
  rateLimitExceeded: (where: Circumstances, details?: Details): AuditEvent => ({
    ...where,
    action: "rate_limit_exceeded",
    category: "security",
    severity: "warning",
    success: false,
    ...(details && { details }),
  }),
  /** Bad input, an address that is none, another's belongings. */
  requestRefused: (where: Circumstances, status: number, reason: string): AuditEvent => ({
    ...where,
    action: "request_refused",
    category: "api",
    severity: "info",
    success: false,
    details: { status, reason },
  }),
  suspiciousActivity: (where: Circumstances, reason: string, details: Details = {}): AuditEvent => ({
    ...where,
    action: "suspicious_activity",
    category: "security",
    severity: "error",
    success: false,
    details: { reason, ...details },
  }),
  /** Something about accounts, keys or settings was changed. */
  changed: (where: Circumstances, action: string, details: Details = {}): AuditEvent => ({
    ...where,
    action,
    category: "configuration",
    severity: "info",
    success: true,
    details,
  }),
};
