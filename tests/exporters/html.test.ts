import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { readSpecFile } from "../../src/connectors/spec-file";
import { html } from "../../src/exporters/html";
import { exportedProvenance, exportedSpec } from "../support/exported";
import { fileForOracle } from "../support/oracle-files";

const rgba = Uint8ClampedArray.from({ length: 4 * 6 }, (_, i) => 10 * i);
async function* frames() {
  for (const step of [0, 10]) yield { step, time: step / 100, width: 3, height: 2, rgba };
}
const written = html.encode(
  {
    title: "A <run> of </script>",
    figure: "<svg><path/></svg>",
    numbers: [{ name: "wavelength", value: "12" }],
    link: "https://example.org/#/lab?spec=1.a&b",
    aspect: 2 / 3,
    frameRate: 10,
    frames: frames(),
  },
  exportedProvenance,
);

describe("a page of a run", () => {
  it("needs nothing from anywhere: no address but that of the link, and a policy that forbids the network", async () => {
    const text = Buffer.from(fileForOracle("run.html", await written)).toString();
    expect(text.match(/(src|href)\s*=\s*"(?!data:)[^"]*"/g)).toEqual(['href="https://example.org/#/lab?spec=1.a&amp;b"']);
    expect(text).toContain("default-src 'none'");
    expect(text).toContain("<title>A &lt;run&gt; of &lt;/script&gt;</title>");
  });
  it("is opened again as the spec that it came from", async () => {
    expect(readSpecFile("run.html", await written).spec).toEqual(exportedSpec);
  });
  it("holds every frame as a picture", async () => {
    const text = Buffer.from(await written).toString();
    const { frames: kept } = JSON.parse(/id="mfn-frames">(.*?)<\/script>/s.exec(text)![1]!) as { frames: { step: number; png: string }[] };
    expect(kept.map(({ step }) => step)).toEqual([0, 10]);
    expect([...decode(Buffer.from(kept[1]!.png, "base64")).data]).toEqual([...rgba]);
  });
  it("refuses a page of something else", () =>
    expect(() => readSpecFile("other.html", new TextEncoder().encode("<!doctype html><p>hello"))).toThrow(/no run/));
});
