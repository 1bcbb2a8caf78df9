import { describe, expect, it } from "vitest";
import { plainText, redactDetails, shortAddress, shortSecret } from "../../../server/audit/redact";

describe("what the audit log keeps of", () => {
  it.each([
    ["203.0.113.7", "203.xxx.xxx.xxx"],
    ["::ffff:10.1.2.3", "10.xxx.xxx.xxx"],
    ["2001:db8::1", "2001:db8..."],
    ["unknown-host-name", "unknown-..."],
  ])("the address %s is %s", (address, kept) => expect(shortAddress(address)).toBe(kept));
  it("a secret is four characters, of a short one none", () => {
    expect(shortSecret("correct horse battery")).toBe("corr...");
    expect(shortSecret("hunter2")).toBe("...");
  });
  it("a key in any text is four characters", () => expect(plainText("used mfn_abcdefghijkl twice")).toBe("used mfn_... twice"));
  it("control characters is a space", () => expect(plainText("a\r\nSet-Cookie: b\0")).toBe("a  Set-Cookie: b "));
  it("a long text is its beginning", () => expect(plainText("x".repeat(1e6))).toHaveLength(1000));
  it("details with sensitive names is shortened, whatever their case", () =>
    expect(redactDetails({ newPassword: "correct horse", apiKey: "mfn_abcdefgh", count: 3, Email: "ada@example.org", why: "wrong" })).toEqual({
      Email: "ada@...",
      apiKey: "mfn_...",
      count: 3,
      newPassword: "corr...",
      why: "wrong",
    }));
});
