import { describe, expect, it } from "vitest";
import { importAesKey, seal, unseal } from "../../../server/crypto/aes-gcm";
import { agree, importPrivate, publicOf, sessionKey, sign, verify, derive } from "../../../server/crypto/curve-keys";
import reference from "../../golden/crypto.json" with { type: "json" };

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (of: Uint8Array) => Buffer.from(of).toString("hex");
/** Private keys of RFC 7748, section 6.1. */
const rfcAlice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
const rfcBob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";

describe("X25519", () => {
  // RFC 7748, section 5.2, first two vectors.
  it.each([
    [
      "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
      "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
      "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    ],
    [
      "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
      "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
      "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
    ],
  ])("multiplies %s as RFC 7748 does", async (scalar, u, out) => {
    expect(hex(await agree(await importPrivate("X25519", bytes(scalar)), bytes(u)))).toBe(out);
  });

  it("agrees on one secret from both sides, with the public keys of RFC 7748, section 6.1", async () => {
    const [alice, bob] = await Promise.all([importPrivate("X25519", bytes(rfcAlice)), importPrivate("X25519", bytes(rfcBob))]);
    expect(hex(await publicOf(alice))).toBe("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    expect(hex(await publicOf(bob))).toBe("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    const shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    expect(hex(await agree(alice, await publicOf(bob)))).toBe(shared);
    expect(hex(await agree(bob, await publicOf(alice)))).toBe(shared);
  });

  it("is not what MFN v4.1 computes (fault F22)", async () => {
    const { scalar, u, out } = reference.values.x25519_rfc7748;
    const ours = hex(await agree(await importPrivate("X25519", bytes(scalar)), bytes(u)));
    expect(ours).toBe("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    expect(ours).not.toBe(out);
  });

  it("refuses a public key of small order", async () => {
    const own = await importPrivate("X25519", bytes(rfcBob));
    await expect(agree(own, new Uint8Array(32))).rejects.toThrow("small order");
  });
});

describe("HKDF", () => {
  it("is that of RFC 5869, test case 3", async () => {
    expect(hex(await derive(bytes("0b".repeat(22)), new Uint8Array(), "", 42))).toBe(
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    );
  });
  it("makes MFN v4.1's session key of a secret", async () => {
    const { shared_hex, context, key } = reference.values.hkdf_derive;
    expect(hex(await sessionKey(bytes(shared_hex), context))).toBe(key);
  });
});

describe("Ed25519", () => {
  // RFC 8032, section 7.1, tests 1 to 3.
  it.each([
    [
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
  ])("signs with %s as RFC 8032 does", async (seed, publicKey, message, signature) => {
    const key = await importPrivate("Ed25519", bytes(seed));
    // The first of them is also the reference's seed.
    expect(hex(await sign(key, bytes(message)))).toBe(signature);
    expect(hex(await publicOf(key))).toBe(publicKey);
    expect(await verify(bytes(publicKey), bytes(signature), bytes(message))).toBe(true);
    expect(await verify(bytes(publicKey), bytes(signature), bytes(`${message}00`))).toBe(false);
  });
  it("signs as MFN v4.1 does, whose Ed25519 is right", async () => {
    const { private_seed, message, signature } = reference.values.ed25519_sign;
    expect(hex(await sign(await importPrivate("Ed25519", bytes(private_seed)), new TextEncoder().encode(message)))).toBe(signature);
  });
  it("calls what is no signature not valid", async () => {
    const own = await publicOf(await importPrivate("Ed25519", bytes(rfcBob)));
    expect(await verify(own, new Uint8Array(3), new Uint8Array())).toBe(false);
  });
});

describe("AES-GCM", () => {
  // McGrew and Viega, The Galois/Counter Mode of Operation, test cases 13 to 16 (256 bits), of NIST's validation set.
  it.each([
    ["00".repeat(32), "00".repeat(12), "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"],
    ["00".repeat(32), "00".repeat(12), "00".repeat(16), "", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"],
    [
      "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
      "cafebabefacedbaddecaf888",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
      "76fc6ece0f4e1768cddf8853bb2d551b",
    ],
  ])("encrypts with %s", async (key, nonce, plaintext, associated, ciphertext, tag) => {
    const aes = await importAesKey(bytes(key));
    const sealed = await seal(aes, bytes(plaintext), bytes(associated), bytes(nonce));
    expect(hex(sealed)).toBe(nonce + ciphertext + tag);
    expect(hex(await unseal(aes, sealed, bytes(associated)))).toBe(plaintext);
    for (const i of [0, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[i]! ^= 1;
      await expect(unseal(aes, changed, bytes(associated))).rejects.toThrow("cannot be decrypted");
    }
    await expect(unseal(aes, sealed, bytes(`${associated}00`))).rejects.toThrow("cannot be decrypted");
  });

  it("hides that a message repeats itself, and never says the same twice (fault F23)", async () => {
    const aes = await importAesKey(new Uint8Array(32));
    const [one, two] = await Promise.all([seal(aes, new Uint8Array(96)), seal(aes, new Uint8Array(96))]);
    const blocks = [0, 32, 64].map((start) => hex(one.subarray(12 + start, 44 + start)));
    expect(new Set(blocks).size).toBe(3);
    expect(hex(one)).not.toBe(hex(two));
  });
});
