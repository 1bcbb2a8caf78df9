import { describe, expect, it } from "vitest";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { zodValidator } from "../../server/validation";

const schema = z.strictObject({
  document: z.looseObject({}).optional(),
  name: z.string().min(1).max(5).optional(),
  tags: z.array(z.string()).max(1).optional(),
  steps: z.int().min(0).max(9).optional(),
  share: z.number().gt(0).lt(1).optional(),
  on: z.boolean().optional(),
  role: z.enum(["viewer", "admin"]).optional(),
  email: z.email("expected an e-mail address").optional(),
  origin: z.url().optional(),
  word: z.string().regex(/^\w+$/).optional(),
  parameters: z.union([z.number(), z.record(z.string(), z.number())]).optional(),
  form: z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]).optional(),
});

function said(given: unknown, httpPart?: string, by: z.ZodType = schema): string {
  const checked = zodValidator({ schema: by, method: "POST", url: "/", ...(httpPart !== undefined && { httpPart }) })(given) as { error?: unknown };
  if (!(checked.error instanceof WorkbenchError)) throw new Error("nothing was wrong");
  return checked.error.message;
}

describe("what is wrong with a request", () => {
  it.each([
    [{ name: 5 }, "At body.name: expected text, got 5"],
    [{ name: null }, "At body.name: expected text, got null"],
    [{ name: "" }, "At body.name: this is empty"],
    [{ name: "abcdef" }, "At body.name: expected at most 5 characters, got 6"],
    [{ tags: "a" }, "At body.tags: expected a list, got text"],
    [{ tags: ["a", "b"] }, "At body.tags: expected at most 1 item, got 2"],
    [{ tags: [{}] }, "At body.tags[0]: expected text, got an object"],
    [{ steps: 1.5 }, "At body.steps: expected a whole number, got 1.5"],
    [{ steps: -1 }, "At body.steps: expected at least 0, got -1"],
    [{ share: 1 }, "At body.share: expected less than 1, got 1"],
    [{ share: 0 }, "At body.share: expected more than 0, got 0"],
    [{ on: "yes" }, "At body.on: expected true or false, got text"],
    [{ role: "king" }, 'At body.role: expected one of "viewer", "admin"'],
    [{ document: [] }, "At body.document: expected an object, got a list"],
    [{ origin: "x" }, "At body.origin: expected an address such as https://lab.example.org"],
    [{ word: "!" }, "At body.word: expected text that matches /^\\w+$/"],
    [{ nmae: "x" }, 'At body: there is no such key as "nmae"'],
    [{ a: 1, b: 2 }, 'At body: there are no such keys as "a", "b"'],
    [{ parameters: "F" }, "At body.parameters: expected a number or an object, got text"],
    [{ parameters: { F: "much" } }, "At body.parameters.F: expected a number, got text"],
    [{ form: { kind: "c" } }, 'At body.form.kind: expected one of "a", "b"'],
    // A schema's own words go first.
    [{ email: "x" }, "At body.email: expected an e-mail address"],
    [undefined, "At body: this is missing"],
  ])("%j is said in plain words", (given, words) => expect(said(given)).toBe(words));

  it("is missing where nothing was given", () => {
    const needed = z.object({ document: z.looseObject({}), parameters: z.union([z.number(), z.string()]) });
    expect(said({}, "body", needed)).toBe("At body.document: this is missing");
    expect(said({ document: {} }, "body", needed)).toBe("At body.parameters: this is missing");
  });
  it("stands where it was given: in the query, in the address", () => {
    const numbered = z.object({ version: z.coerce.number().int().min(1) });
    expect(said({ version: "x" }, "params", numbered)).toBe("At params.version: expected a number");
    expect(said({ version: "0" }, "querystring", numbered)).toBe("At query.version: expected at least 1, got 0");
  });
});
