import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ArtefactStore } from "../../../server/artefacts/artefact-store";
import { openArtefacts } from "../../../server/artefacts/open-artefacts";
import { fakeS3 } from "../../support/fake-s3";

const text = async (stream: Readable | null): Promise<string> => Buffer.concat((await stream!.toArray()) as Buffer[]).toString();

const folder = mkdtempSync(join(tmpdir(), "mfn-artefacts-"));
/** The empty bucket "lab" of another implementation where one is named (`tests/oracle/aws_services.py`), else a stand-in's. */
let s3: { url: string; close(): Promise<void> };
beforeAll(async () => {
  const url = process.env["MFN_TEST_S3_ENDPOINT"];
  s3 = url === undefined ? await fakeS3("lab") : { url, close: async () => undefined };
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

const settings = { dataDir: folder, s3Region: "us-east-1", s3Prefix: "mfn/" };
const keys = { s3AccessKeyId: "id", s3SecretAccessKey: "secret" };
const stores: Record<string, () => Promise<ArtefactStore>> = {
  "in a folder": () => openArtefacts(settings),
  "in a bucket": () => openArtefacts({ ...settings, ...keys, s3Bucket: "lab", s3Endpoint: s3.url }),
};

describe.each(Object.keys(stores))("artefacts %s", (where) => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it("come back as they were put, under their names, until they are removed", async () => {
    const store = await stores[where]!();
    expect(await store.list("")).toEqual([]);
    const names = ["jobs/a/1/V.zarr/zarr.json", "jobs/a/1/rows.parquet", "jobs/a/10/rows.parquet", "jobs/ab/1/rows.parquet"];
    for (const name of names) await store.put(name, bytes(name));
    await store.put(names[1]!, bytes("newer"));
    await store.put("jobs/a/1/empty", new Uint8Array());
    expect(new TextDecoder().decode((await store.get(names[1]!))!)).toBe("newer");
    expect(Uint8Array.from((await store.get(names[0]!))!)).toEqual(bytes(names[0]!));
    expect((await store.get("jobs/a/1/empty"))!.length).toBe(0);
    expect(await text(await store.stream(names[0]!))).toBe(names[0]);
    expect(await text(await store.stream(names[0]!, { first: 5, last: 8 }))).toBe(names[0]!.slice(5, 9));
    expect(await text(await store.stream("jobs/a/1/empty"))).toBe("");
    expect([await store.size(names[0]!), await store.size("jobs/a/1/empty")]).toEqual([names[0]!.length, 0]);
    for (const none of ["jobs/a/1/none", "jobs/a/1", "jobs/a/1/empty/below"])
      expect([await store.size(none), await store.stream(none)]).toEqual([null, null]);
    expect(await store.get("jobs/a/1/none")).toBeNull();
    expect(await store.get("jobs/a/1")).toBeNull();
    expect(await store.get("jobs/a/1/empty/below")).toBeNull();
    expect(await store.list("jobs/a/1")).toEqual(["jobs/a/1/V.zarr/zarr.json", "jobs/a/1/empty", "jobs/a/1/rows.parquet", "jobs/a/10/rows.parquet"]);
    await store.removeAll("jobs/a/1/");
    expect(await store.list("")).toEqual([names[2], names[3]]);
    await store.removeAll("jobs/a/10/rows.par");
    expect(await store.list("jobs/")).toEqual([names[3]]);
    await store.removeAll("jobs/");
    await store.removeAll("jobs/");
    expect(await store.list("")).toEqual([]);
  });
  it.each(["", "/etc/passwd", "../up", "a/../../up", "a//b", "a/", ".unfinished/x", "a\\b", "a\0b", "ä", "a b"])("have no name %j", async (name) => {
    const store = await stores[where]!();
    await expect(store.put(name, bytes("x"))).rejects.toMatchObject({ code: "run/unknown" });
    await expect(store.stream(name)).rejects.toMatchObject({ code: "run/unknown" });
    await expect(store.size(name)).rejects.toMatchObject({ code: "run/unknown" });
    await expect(store.get(name)).rejects.toMatchObject({ code: "run/unknown" });
  });
});

describe("artefacts", () => {
  it("in a bucket lie under its prefix, in a folder with nothing unfinished beside them", async () => {
    await (await stores["in a bucket"]!()).put("a/b", new Uint8Array([1]));
    const whole = await openArtefacts({ ...settings, ...keys, s3Bucket: "lab", s3Endpoint: s3.url, s3Prefix: "" });
    expect(await whole.list("")).toEqual(["mfn/a/b"]);
    const store = await stores["in a folder"]!();
    await store.put("a/b", new Uint8Array([1]));
    writeFileSync(join(folder, "artefacts", ".unfinished", "torn"), "half");
    expect(await store.list("")).toEqual(["a/b"]);
    await expect(store.put("a/b/c", new Uint8Array([1]))).rejects.toThrow();
    const drafts = join(folder, "artefacts", ".unfinished");
    expect(readdirSync(drafts)).toEqual(["torn"]);
    // Of a process that was killed long ago.
    const yesterday = Date.now() / 1000 - 25 * 3600;
    writeFileSync(join(drafts, "old"), "half");
    utimesSync(join(drafts, "old"), yesterday, yesterday);
    await stores["in a folder"]!();
    expect(readdirSync(drafts)).toEqual(["torn"]);
  });
  it("need both keys of a bucket, or neither", async () =>
    expect(openArtefacts({ ...settings, s3Bucket: "lab", s3AccessKeyId: "id" })).rejects.toThrow(/MFN_S3_SECRET_ACCESS_KEY belong together/));
});
