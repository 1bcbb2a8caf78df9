import { describe, expect, it } from "vitest";
import { csvFile } from "../../src/connectors/csv-file";

describe("words with blanks in a table with commas", () => {
  it("do not make the blanks separators", () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i / 7},level ${1 + (i % 3)}`);
    const table = csvFile.read("a.csv", new TextEncoder().encode(["value,regime", ...rows].join("\n")));
    expect(table).toMatchObject({ kind: "table", columns: [{ name: "value" }] });
  });
  it("and columns parted by blanks are still found", () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i} ${i / 7}`);
    expect(csvFile.read("a.txt", new TextEncoder().encode(["t x", ...rows].join("\n")))).toMatchObject({ columns: [{ name: "t" }, { name: "x" }] });
  });
});
