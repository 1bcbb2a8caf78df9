import { afterAll, beforeAll, expect, it } from "vitest";
import { headText, signedHead, tellHeads, type AuditHead } from "../../../server/audit/audit-head";
import { databaseAudit } from "../../../server/audit/database-audit";
import { verify } from "../../../server/crypto/curve-keys";
import { secretsOf } from "../../../server/crypto/secrets";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";

let database: OpenDatabase;
beforeAll(async () => void (database = await openDatabase({})), 120_000);
afterAll(() => database.close());

it("the end of the audit log is signed by the server", async () => {
  const secrets = await secretsOf(new Uint8Array(32).fill(5));
  const right = ({ signature, ...end }: AuditHead) =>
    verify(secrets.publicKey, new Uint8Array(Buffer.from(signature, "base64")), new TextEncoder().encode(headText(end)));
  const empty = await signedHead(database.db, secrets);
  expect([empty.rows, empty.head, await right(empty)]).toEqual([0, "0".repeat(64), true]);
  const audit = databaseAudit(database.db, { failed: (error) => expect.unreachable(String(error)) });
  await audit.record({ action: "key_made", category: "configuration", severity: "info", success: true });
  const head = await signedHead(database.db, secrets);
  expect(head).toMatchObject({ rows: 1, head: (await audit.history!.verify()).head });
  expect([await right(head), await right({ ...head, rows: 2 }), await right({ ...head, head: empty.head })]).toEqual([true, false, false]);
});

it("it is told again and again, and once more at the end; what fails is told too", async () => {
  const heads: number[] = [];
  let rows = 0;
  const read = async () => ({ rows: ++rows, head: "", signature: "" });
  const end = await new Promise<() => Promise<void>>((resolve) => {
    const stop = tellHeads(
      read,
      ({ rows: told }) => void (heads.push(told) === 3 && resolve(stop)),
      (error) => expect.unreachable(String(error)),
      5,
    );
  });
  const before = heads.length;
  await end();
  expect(heads.length).toBeGreaterThan(before);
  const faults: unknown[] = [];
  await tellHeads(
    () => Promise.reject(new Error("away")),
    () => expect.unreachable(),
    (error) => faults.push(error),
  )();
  expect(faults).toEqual([new Error("away")]);
});
