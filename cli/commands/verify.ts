import { resolve } from "node:path";
import { parseJson } from "../../src/connectors/json-text";
import { WorkbenchError } from "../../src/core/errors";
import { defineCommand } from "../command";
import { readBytes, within } from "../files";
import { facts, table } from "../table";

export const verify = defineCommand({
  id: "verify",
  title: "Checks a signed manifest and the files beside it",
  usage: "MANIFEST.json [--key KEY|URL]",
  help: "Says whether the signature is right and every file is as it was signed; ends with 1 if not. Without --key it is held against the key in the manifest, which proves that nothing was changed, but not who signed.",
  example: "mfn verify results/manifest.json --key 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
  options: {
    key: { kind: "value", value: "KEY|URL", help: "The signer's public key in base64, or the address of a server, whose key is asked for." },
  },
  arguments: [1, 1],
  async run(args, io) {
    // The signature is the server's business; the other commands need not load it.
    const { readManifest, verifyManifest } = await import("../../server/manifests/verify-manifest");
    const path = args.positionals[0]!;
    const bytes = await readBytes(io, path);
    const manifest = await within(path, () => readManifest(parseJson(new TextDecoder().decode(bytes), path)));
    const given = args.value("key");
    const key = given === undefined ? undefined : /^https?:/.test(given) ? await keyOf(given) : keyIn(given);
    const { signature, publicKey, keyGiven, files } = await verifyManifest(manifest, resolve(io.cwd, path), key);
    const changed = files.filter(({ state }) => state !== "same");
    const json = {
      valid: signature && changed.length === 0,
      signature: signature ? "right" : "wrong",
      key: publicKey,
      keyGiven,
      kind: manifest.kind,
      documentHash: manifest.documentHash,
      codeVersion: manifest.codeVersion,
      signed: manifest.signed,
      files,
    };
    const failure = !signature
      ? `${path}: the signature is wrong: the manifest was changed, or signed by another key`
      : changed.length > 0
        ? `${path}: ${changed.map(({ name, state }) => `${name} is ${state}`).join(", ")}`
        : undefined;
    return {
      json,
      text: () =>
        [
          facts({
            signature: json.signature,
            key: `${publicKey}${keyGiven ? "" : " (from the manifest itself: it does not prove who signed)"}`,
            signed: manifest.signed,
            "computed by": `MFN Workbench ${manifest.codeVersion}, ${manifest.kind} ${manifest.documentHash}`,
          }),
          "",
          table(files),
        ].join("\n"),
      ...(failure !== undefined && { failure }),
    };
  },
});

/** @throws WorkbenchError `usage` for what is no key. */
function keyIn(text: string): string {
  if (/^[A-Za-z0-9+/]{43}=?$/.test(text)) return text;
  throw new WorkbenchError(
    "usage",
    [],
    `--key expects the 44 characters of a public key in base64, or an address such as http://127.0.0.1:8321, got "${text}"`,
  );
}

/** Milliseconds. */
const patience = 10_000;

/** @throws WorkbenchError `server/unreachable` where no server of ours tells its key in time. */
async function keyOf(address: string): Promise<string> {
  const url = new URL("/api/v1/manifest-key", address);
  const answer: unknown = await fetch(url, { signal: AbortSignal.timeout(patience) })
    .then((response) => response.json())
    .catch(() => null);
  if (typeof answer === "object" && answer !== null && "public_key" in answer && typeof answer.public_key === "string")
    return keyIn(answer.public_key);
  throw new WorkbenchError("server/unreachable", [], `${url.href} tells no key; check the address, or give the key itself`);
}
