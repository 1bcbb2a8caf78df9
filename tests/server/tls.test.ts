import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { startGrpc } from "../../server/grpc/start";
import { keepCertificate, secureContext } from "../../server/tls";
import { testParts } from "../support/server-parts";

const folder = mkdtempSync(join(tmpdir(), "mfn-tls-"));
const files = { tlsCert: join(folder, "cert.pem"), tlsKey: join(folder, "key.pem") };
/** Both made for these tests, for 127.0.0.1, of a hundred years. */
function put(name: "" | "renewed-") {
  copyFileSync(`tests/fixtures/tls/${name}cert.pem`, files.tlsCert);
  copyFileSync(`tests/fixtures/tls/${name}key.pem`, files.tlsKey);
}
afterEach(() => void vi.useRealTimers());
afterAll(() => rmSync(folder, { recursive: true }));

describe("a certificate that was renewed", () => {
  it("is taken up within an hour; one that cannot be used is told, and the next that can is taken", () => {
    vi.useFakeTimers();
    put("");
    const [renew, failed] = [vi.fn(), vi.fn()];
    const end = keepCertificate(files, renew, failed);
    put("renewed-");
    vi.advanceTimersByTime(3_600_000);
    expect(renew).toHaveBeenLastCalledWith({
      cert: readFileSync("tests/fixtures/tls/renewed-cert.pem", "utf8"),
      key: readFileSync("tests/fixtures/tls/renewed-key.pem", "utf8"),
      minVersion: "TLSv1.2",
    });
    // As when only one of the two is written yet.
    copyFileSync("tests/fixtures/tls/key.pem", files.tlsKey);
    vi.advanceTimersByTime(3_600_000);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(String(failed.mock.calls)).toMatch(/MFN_TLS_CERT and MFN_TLS_KEY cannot be used together/);
    writeFileSync(files.tlsCert, "no certificate");
    vi.advanceTimersByTime(3_600_000);
    expect(String(failed.mock.calls)).toMatch(/MFN_TLS_CERT names a file that is no PEM/);
    put("");
    vi.advanceTimersByTime(3_600_000);
    expect(renew).toHaveBeenCalledTimes(2);
    end();
    vi.advanceTimersByTime(7_200_000);
    expect(renew).toHaveBeenCalledTimes(2);
  });

  it("is what new gRPC connections see, TLS 1.2 at least as before", async () => {
    const seen = (port: number, options: object = {}) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, ALPNProtocols: ["h2"], ...options }, () => {
          resolve(String(socket.getPeerCertificate().subject.CN));
          socket.destroy();
        }).on("error", reject);
      });
    put("");
    const server = await startGrpc(testParts(), { host: "127.0.0.1", port: 0, tls: secureContext(files)! });
    expect(await seen(server.port)).toBe("localhost");
    put("renewed-");
    server.renew(secureContext(files)!);
    expect(await seen(server.port)).toBe("renewed");
    // A caller whose own library would speak it; it is the server that refuses.
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
    await expect(seen(server.port, old)).rejects.toThrow(/alert protocol version/);
    await server.close();
  }, 30_000);
});
