import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

describe("mfn worker", () => {
  it("has no place on the embedded database, and says what to do instead", async () => {
    const { code, err } = await fakeTerminal().mfn("worker");
    expect(code).toBe(2);
    expect(err).toMatch(/^mfn: a worker joins the queue of a shared PostgreSQL: set MFN_DATABASE_URL\. .*mfn serve carries out the jobs itself\n$/);
  });
});
