import fc from "fast-check";

/** A JSON Schema as the description of the API holds it. */
type Schema = { readonly [keyword: string]: unknown };

interface Parameter {
  name: string;
  in: "path" | "query";
  schema: Schema;
}

interface Body {
  schema?: Schema;
  example?: unknown;
}

/** One call of an OpenAPI document. */
export interface Operation {
  method: string;
  path: string;
  id: string;
  parameters: readonly Parameter[];
  /** Bodies by media type, with one that works where the description has one. */
  bodies: Readonly<Record<string, Body>>;
}

export interface DescribedRequest {
  method: string;
  url: string;
  type: string | null;
  body: Uint8Array | string | null;
}

/** All calls of a document without `$ref`. */
export function operationsOf(document: unknown): Operation[] {
  const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => {
      const content = (one["requestBody"] as { content?: Record<string, Body> } | undefined)?.content ?? {};
      return {
        method: method.toUpperCase(),
        path,
        id: String(one["operationId"]),
        parameters: (one["parameters"] as Parameter[] | undefined) ?? [],
        bodies: content,
      };
    }),
  );
}

/** Keys that have undone programs before. */
const wickedKeys = ["__proto__", "constructor", "toString", "length", "", "\u0000", "a.b", "$ref"];
const word = fc.oneof(
  fc.constantFrom("gray-scott", "box-counting", "pelt", "../../etc/passwd", "%00", "' or '1'='1", "\ud83d\ude00"),
  fc.string({ maxLength: 30 }),
);
const key = fc.oneof(fc.constantFrom(...wickedKeys), fc.string({ maxLength: 8 }));
const number = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1e308, -1e-308, 2 ** 53, 0.1), fc.double({ noNaN: true, noDefaultInfinity: true }));
/** JSON of any kind. */
const anything: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(null, true, false),
    number,
    word,
    fc.array(tie("any"), { maxLength: 5 }),
    fc.dictionary(key, tie("any"), { maxKeys: 5 }),
  ),
})).any;

const limit = (schema: Schema, name: string): number | undefined => (typeof schema[name] === "number" ? schema[name] : undefined);

/** Values that a schema allows, as far as it says; some keywords are passed over, so that a few are refused. */
function allowed(schema: Schema): fc.Arbitrary<unknown> {
  const choices = (schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"]) as Schema[] | undefined;
  if (choices && choices.length > 0) return fc.oneof(...choices.map(allowed));
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  if ("const" in schema) return fc.constant(schema["const"]);
  switch (schema["type"]) {
    case "object":
      return objects(schema);
    case "array":
      return Array.isArray(schema["prefixItems"])
        ? fc.tuple(...(schema["prefixItems"] as Schema[]).map(allowed))
        : fc.array(allowed((schema["items"] as Schema | undefined) ?? {}), {
            minLength: Math.min(limit(schema, "minItems") ?? 0, 20),
            maxLength: Math.max(Math.min(limit(schema, "minItems") ?? 0, 20), Math.min(limit(schema, "maxItems") ?? 6, 6)),
          });
    case "string":
      return texts(schema);
    case "integer":
    case "number":
      return numbers(schema, schema["type"] === "integer");
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return anything;
  }
}

function objects(schema: Schema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema["properties"] as Record<string, Schema> | undefined) ?? {});
  const needed = (schema["required"] as string[] | undefined) ?? [];
  const more = schema["additionalProperties"];
  const named = fc.record(Object.fromEntries(properties.map(([name, one]) => [name, allowed(one)])), { requiredKeys: needed });
  if (typeof more !== "object" || more === null) return named;
  return fc.tuple(named, fc.dictionary(key, allowed(more as Schema), { maxKeys: 4 })).map(([own, others]) => ({ ...others, ...own }));
}

function texts(schema: Schema): fc.Arbitrary<unknown> {
  const [least, most] = [limit(schema, "minLength") ?? 0, Math.min(limit(schema, "maxLength") ?? 40, 200)];
  const plain = fc.string({ minLength: Math.min(least, most), maxLength: Math.max(least, most) });
  if (schema["format"] === "email") return fc.oneof(fc.emailAddress(), plain);
  if (typeof schema["pattern"] !== "string") return fc.oneof(plain, word);
  try {
    return fc.oneof({ arbitrary: fc.stringMatching(new RegExp(schema["pattern"])), weight: 3 }, { arbitrary: word, weight: 1 });
  } catch {
    // A pattern that cannot be turned round.
    return word;
  }
}

function numbers(schema: Schema, whole: boolean): fc.Arbitrary<unknown> {
  const [min, max] = [limit(schema, "minimum") ?? limit(schema, "exclusiveMinimum"), limit(schema, "maximum")];
  if (whole) {
    const [from, to] = [Math.max(min ?? -1000, Number.MIN_SAFE_INTEGER), Math.min(max ?? 1000, Number.MAX_SAFE_INTEGER)];
    return fc.integer({ min: Math.ceil(from), max: Math.max(Math.ceil(from), Math.floor(to)) });
  }
  return fc.double({ min: min ?? -1e6, max: Math.max(min ?? -1e6, max ?? 1e6), noNaN: true });
}

/** A value with one of its members, at any depth, made into something else. */
const spoilt = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(value, anything, fc.nat(), key).map(([good, odd, place, name]) => {
    const spoil = (one: unknown, at: number): unknown => {
      if (typeof one !== "object" || one === null) return odd;
      if (Array.isArray(one)) return one.length === 0 ? [odd] : one.map((member, i) => (i === at % one.length ? spoil(member, at >> 3) : member));
      const names = Object.keys(one);
      if (names.length === 0 || at % 5 === 0) return { ...one, [name]: odd };
      return Object.fromEntries(Object.entries(one).map(([k, member], i) => [k, i === at % names.length ? spoil(member, at >> 3) : member]));
    };
    return spoil(good, place);
  });

function bodyOf(type: string, { schema = {}, example }: Body): fc.Arbitrary<Pick<DescribedRequest, "type" | "body">> {
  if (!/json/.test(type)) return fc.uint8Array({ maxLength: 300 }).map((body) => ({ type, body }));
  const good = example === undefined ? allowed(schema) : fc.oneof(fc.constant(example), allowed(schema));
  return fc.oneof(
    { weight: 4, arbitrary: good.map((value) => ({ type, body: JSON.stringify(value) })) },
    { weight: 4, arbitrary: spoilt(good).map((value) => ({ type, body: JSON.stringify(value) })) },
    { weight: 1, arbitrary: anything.map((value) => ({ type, body: JSON.stringify(value) })) },
    { weight: 1, arbitrary: fc.string().map((body) => ({ type: "application/json", body })) },
  );
}

/**
 * Requests of one call: what its description allows, the same with something spoilt, and any JSON at all.
 * @param known names that are there, by parameter: without some, every call of a run would be refused at its name.
 */
export function requestsOf(operation: Operation, known: Readonly<Record<string, readonly string[]>> = {}): fc.Arbitrary<DescribedRequest> {
  const { method, path, parameters, bodies } = operation;
  const names = fc.tuple(
    ...parameters.map((one) => {
      const good = allowed(one.schema).map(String);
      const there = known[one.name];
      const value = there && there.length > 0 ? fc.oneof(fc.constantFrom(...there), good, word) : fc.oneof(good, word);
      return fc.tuple(value, one.in === "path" ? fc.constant(true) : fc.boolean());
    }),
  );
  const body =
    Object.keys(bodies).length === 0 ? fc.constant({ type: null, body: null }) : fc.oneof(...Object.entries(bodies).map((one) => bodyOf(...one)));
  return fc.tuple(names, body).map(([values, sent]) => {
    const given = parameters.map((one, i) => ({ ...one, value: values[i]![0], asked: values[i]![1] }));
    const place = (text: string) => encodeURIComponent(text.toWellFormed()) || "%20";
    const address = given.reduce((url, one) => (one.in === "path" ? url.replace(`{${one.name}}`, () => place(one.value)) : url), path);
    const query = given.filter((one) => one.in === "query" && one.asked).map(({ name, value }) => `${name}=${place(value)}`);
    return { method, url: query.length > 0 ? `${address}?${query.join("&")}` : address, ...sent };
  });
}
