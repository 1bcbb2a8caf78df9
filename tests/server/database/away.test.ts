import { status } from "@grpc/grpc-js";
import { describe, expect, it } from "vitest";
import { DatabaseAway, isPassing, orAway } from "../../../server/database/away";
import { statusFor } from "../../../server/grpc/statuses";
import { patiently } from "../../../server/jobs/patiently";
import { toldOf } from "../../../server/streams/told";

const fault = (message: string, code?: string) => Object.assign(new Error(message), { ...(code !== undefined && { code }) });

describe("a fault of the database", () => {
  it.each([
    fault("connect ECONNREFUSED 127.0.0.1:5432", "ECONNREFUSED"),
    // Both addresses of a name refuse.
    Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" }),
    fault("terminating connection due to administrator command", "57P01"),
    fault("Connection terminated unexpectedly"),
    fault("Client has encountered a connection error and is not queryable"),
    fault("Query read timeout"),
    fault("canceling statement due to statement timeout", "57014"),
  ])("that passes is told as one that does, and who is patient tries again: %s", async (error) => {
    expect(isPassing(error)).toBe(true);
    const away = orAway(error) as DatabaseAway;
    expect(away).toBeInstanceOf(DatabaseAway);
    expect(away.message).not.toBe("");
    // Once told so, it stays so.
    expect(isPassing(away)).toBe(true);
    const faults = [error, away];
    expect(
      await patiently(async () => {
        const next = faults.shift();
        if (next) throw next;
        return "done";
      }),
    ).toBe("done");
  });
  it("that is the query's own stays what it is", () => {
    const error = fault("duplicate key value violates unique constraint", "23505");
    expect(orAway(error)).toBe(error);
    expect(isPassing(error)).toBe(false);
  });
  it("does not tell strangers where the database is, over WebSocket or gRPC, and tells them to come back", () => {
    const away = orAway(fault("connect ECONNREFUSED 10.1.2.3:5432", "ECONNREFUSED"));
    expect(toldOf(away)).toEqual({
      code: "server/unreachable",
      path: [],
      message: expect.stringMatching(/database does not answer.*try again in 5 seconds/) as string,
      detail: { reason: "database-away" },
    });
    const { code, details, metadata } = statusFor(away, "r");
    expect([code, metadata.get("retry-after")]).toEqual([status.UNAVAILABLE, ["5"]]);
    expect(details).not.toContain("10.1.2.3");
  });
});
