import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import { secretsOf } from "../../../server/crypto/secrets";
import type { Job, Jobs } from "../../../server/jobs/jobs";
import { fakeTerminal } from "../../support/cli";
import { key, testParts } from "../../support/server-parts";

const bytes = new TextEncoder().encode("rows");
const job = {
  id: "j",
  kind: "sweep",
  state: "done",
  hash: "0f".repeat(32),
  artefacts: [
    {
      name: "rows.parquet",
      mediaType: "application/vnd.apache.parquet",
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    },
  ],
} as unknown as Job;

async function served(state: Job["state"]) {
  const jobs = { find: async () => ({ ...job, state }) } as unknown as Jobs;
  return createServer(testParts({ parts: { jobs, secrets: await secretsOf(new Uint8Array(32).fill(5)) } }));
}

describe("the manifest of a job", () => {
  it("is found right by mfn verify beside its files, with the key of the server", async () => {
    const app = await served("done");
    const manifest = await app.inject({ url: "/api/v1/jobs/j/manifest", headers: { "x-api-key": key } });
    const { public_key } = (await app.inject("/api/v1/manifest-key")).json<{ public_key: string }>();
    const terminal = fakeTerminal();
    terminal.file("rows.parquet", bytes);
    terminal.file("manifest.json", manifest.json<object>());
    const { code, json } = await terminal.mfn("verify", "manifest.json", "--key", public_key, "--json");
    expect([code, json()]).toEqual([0, expect.objectContaining({ valid: true, keyGiven: true, kind: "sweep", documentHash: job.hash })]);
    await app.close();
  });
  it("is not to be had before it is done", async () => {
    const app = await served("running");
    const answer = await app.inject({ url: "/api/v1/jobs/j/manifest", headers: { "x-api-key": key } });
    expect(answer.json()).toMatchObject({ status: 409, code: "server/refused", detail: expect.stringMatching(/^the job j is running;/) as string });
    await app.close();
  });
});
