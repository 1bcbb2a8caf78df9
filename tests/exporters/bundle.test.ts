import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readNpy } from "../../src/connectors/npy-file";
import { readSpecFile } from "../../src/connectors/spec-file";
import { bundle } from "../../src/exporters/bundle";
import { exportedPlace, exportedProvenance, exportedSpec } from "../support/exported";
import { bundleOf } from "../support/bundle";
import { fileForOracle } from "../support/oracle-files";

interface Entity {
  "@id": string;
  "@type": string;
  sha256?: string;
  hasPart?: { "@id": string }[];
}

describe("a research bundle", async () => {
  const { bytes, state, input } = await bundleOf();
  const entries = unzipSync(fileForOracle("run.crate.zip", bytes));
  it("names each of its files in its metadata, with the SHA-256 that it has", () => {
    const { "@graph": graph } = JSON.parse(strFromU8(entries["ro-crate-metadata.json"]!)) as { "@graph": Entity[] };
    const files = graph.filter((entity) => entity["@type"] === "File");
    expect(new Set([...files.map((file) => file["@id"]), "ro-crate-metadata.json"])).toEqual(new Set(Object.keys(entries)));
    expect(graph.find((entity) => entity["@id"] === "./")!.hasPart!.map((part) => part["@id"])).toEqual(files.map((file) => file["@id"]));
    for (const file of files.filter(({ sha256 }) => sha256 !== undefined))
      expect(createHash("sha256").update(entries[file["@id"]]!).digest("hex")).toBe(file.sha256);
    expect(strFromU8(entries["SHA256SUMS"]!)).toContain(`${files[0]!.sha256}  spec.json\n`);
  });
  it("holds the fields to the bit and the hash of each", () => {
    const u = readNpy("u", unzipSync(entries["data/fields.npz"]!)["u.npy"]!);
    expect(u.values).toEqual(state.fields["u"]);
    const result = JSON.parse(strFromU8(entries["result.json"]!)) as { step: number; fields: Record<string, { sha256: string }> };
    expect(result.step).toBe(30);
    expect(result.fields["u"]!.sha256).toBe(createHash("sha256").update(Buffer.from(state.fields["u"]!.buffer)).digest("hex"));
  });
  it("gives equal bytes for equal content", () => expect(Buffer.compare(bytes, bundle.encode(input, exportedProvenance))).toBe(0));
  it("is opened again as the spec that it came from", () => {
    const { spec, title } = readSpecFile("run.crate.zip", bytes);
    expect(spec).toEqual(exportedSpec);
    expect(title).toBe("run.crate.zip");
    expect(exportedPlace.shape).toEqual(exportedSpec.grid.shape);
  });
});
