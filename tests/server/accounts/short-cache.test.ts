import { expect, it } from "vitest";
import { shortCache } from "../../../server/accounts/short-cache";

it("a short cache remembers for its time, never longer than told, and no more than it may", () => {
  let at = 0;
  const cache = shortCache<number>(10, 2, () => at);
  cache.set("a", 1);
  cache.set("b", 2, 5);
  at = 5;
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, undefined]);
  at = 10;
  expect(cache.get("a")).toBeUndefined();
  for (const name of ["x", "y", "z"]) cache.set(name, 0);
  expect(["x", "y", "z"].map((name) => cache.get(name))).toEqual([undefined, 0, 0]);
  cache.clear();
  expect(cache.get("z")).toBeUndefined();
});
