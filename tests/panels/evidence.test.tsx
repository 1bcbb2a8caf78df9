import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Evidence, inWords } from "../../src/panels/evidence";

describe("what a detection rests on", () => {
  it.each([
    ["expectedDuration2", "expected duration 2"],
    ["logLikelihood", "log likelihood"],
    ["worstStart", "worst start"],
    ["bic3", "Bayesian information criterion, states 3"],
    ["varianceTau", "variance Kendall's τ"],
  ])("%s is read as %s", (name, words) => expect(inWords(name)).toBe(words));
  it("is shown by name and value, and says how many are left to the export", () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`pValue${i}`, i / 100]));
    const html = renderToStaticMarkup(<Evidence evidence={{ logLikelihood: -12.5, cost0: 1, ...many }} />);
    expect(html).toContain("log likelihood");
    expect(html).toContain("−12.5");
    expect(html).not.toContain("cost");
    expect(html).toContain("7 more are in the export");
  });
});
