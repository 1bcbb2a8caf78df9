import { Tooltip } from "radix-ui";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { num } from "../../src/core/define/params";
import { boundWords, NumberField } from "../../src/ui/number-field";
import { ParamForm } from "../../src/ui/param-form";

it("a number that is held to a bound says to which", () => {
  expect(boundWords(0.5, 1, 10)).toBe("At least 1: that was taken.");
  expect(boundWords(12, 1, 10)).toBe("At most 10: that was taken.");
  expect([1, 5, 10].map((next) => boundWords(next, 1, 10))).toEqual([null, null, null]);
  expect(boundWords(-1e300, -Infinity, Infinity)).toBeNull();
});

it("a field tells its range before anything is typed, and nothing else", () => {
  const markup = renderToStaticMarkup(<NumberField label="Low" value={0.2} max={0.4} onChange={() => undefined} />);
  expect(markup).toContain('title="at most 0.4"');
  expect(markup).not.toContain("alert");
});

it("a parameter without a symbol is shown by its title with its unit", () => {
  const params = { spur: num(2, { title: "Shortest spur", unit: "cells", min: 0, max: 9 }), share: num(0.1, { title: "Share", min: 0, max: 1 }) };
  const markup = renderToStaticMarkup(
    <Tooltip.Provider>
      <ParamForm params={params} values={{}} onChange={() => undefined} />
    </Tooltip.Provider>,
  );
  expect(markup).toContain("Shortest spur, cells</span>");
  expect(markup).toContain("Share</span>");
});
