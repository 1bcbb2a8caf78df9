import type { problemKinds } from "../problems";
import { style } from "./style";

/** What of a JSON Schema is shown. */
interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  examples?: unknown[];
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema; example?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

/** What of an OpenAPI document is shown. */
export interface ApiDescription {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
}

interface Call extends Operation {
  method: string;
  path: string;
}

/** One page of plain HTML: every call by group, then the kinds of problems. */
export function docsPage({ info, tags = [], paths }: ApiDescription, kinds: typeof problemKinds): string {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const named = new Map(tags.map(({ name, description }) => [name, description ?? ""]));
  const groups = [...new Set([...named.keys(), ...calls.map(groupOf)])].filter((group) => calls.some((call) => groupOf(call) === group));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)} API</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#calls">To the calls</a>
<header>
<h1>${text(info.title)} API <small>${text(info.version)}</small></h1>
<p>${text(info.description ?? "")}</p>
<p>Calls bring an API key in the header <code>X-API-Key</code>, or a session. The same as a document: <a href="/api/openapi.json">openapi.json</a>.</p>
<nav aria-label="Groups"><ul>${groups.map((group) => `<li><a href="#group-${text(group)}">${text(group)}</a></li>`).join("")}<li><a href="#problems">problems</a></li></ul></nav>
</header>
<main id="calls">
${groups
  .map(
    (group) => `<section aria-labelledby="group-${text(group)}">
<h2 id="group-${text(group)}">${text(group)}</h2>
<p>${text(named.get(group) ?? "")}</p>
${calls
  .filter((call) => groupOf(call) === group)
  .map(callOf)
  .join("\n")}
</section>`,
  )
  .join("\n")}
<section aria-labelledby="problems">
<h2 id="problems">problems</h2>
<p>What went wrong comes as <code>application/problem+json</code> (RFC 9457): <code>type</code>, <code>title</code>, <code>status</code>, <code>detail</code> in a full sentence, <code>instance</code>, and beside them <code>code</code>, <code>path</code> to what is wrong, <code>request_id</code>, and <code>facts</code> such as a limit and what was asked.</p>
<table><thead><tr><th scope="col">code</th><th scope="col">status</th><th scope="col">title</th></tr></thead><tbody>
${kinds.map(({ code, status, title, type }) => `<tr id="${text(type.split("#")[1]!)}"><td><code>${text(code)}</code></td><td>${status}</td><td>${text(title)}</td></tr>`).join("\n")}
</tbody></table>
</section>
</main>
</body>
</html>
`;
}

const groupOf = ({ tags }: Operation): string => tags?.[0] ?? "others";

function callOf({
  method,
  path,
  operationId = `${method} ${path}`,
  summary,
  description,
  security,
  parameters = [],
  requestBody,
  responses = {},
}: Call): string {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const example = content?.schema?.examples?.[0] ?? content?.example;
  const answer = Object.values(responses["200"]?.content ?? {})[0]?.schema;
  return `<details id="${text(operationId)}">
<summary><code class="method">${method}</code> <code>${text(path)}</code> <span>${text(summary ?? operationId)}</span></summary>
${description ? `<p>${text(description)}</p>` : ""}
<p class="facts">${security?.length === 0 ? "Open to all." : "Needs a key or a session."} Named <code>${text(operationId)}</code>.</p>
${parameters.length > 0 ? `<h3>Parameters</h3>${parameterTable(parameters)}` : ""}
${content ? `<h3>Body <small>${text(Object.keys(requestBody!.content).join(", "))}</small></h3>${schemaOf(content.schema)}` : ""}
${example !== undefined ? `<h3>Example</h3><pre tabindex="0"><code>${text(curl(method, path, type, example))}</code></pre>` : ""}
${answer ? `<h3>Answer</h3>${schemaOf(answer, false)}` : ""}
</details>`;
}

const curl = (method: string, path: string, type: string | undefined, body: unknown): string =>
  `curl -X ${method} -H "X-API-Key: $KEY" -H "Content-Type: ${type ?? "application/json"}" -d '${JSON.stringify(body)}' http://127.0.0.1:8321${path}`;

const parameterTable = (parameters: readonly Parameter[]): string =>
  rows(
    parameters.map(({ name, in: place, required = false, description = "", schema = {} }) => [
      `${name}${required ? " (needed)" : ""}`,
      `${place}, ${kindOf(schema)}`,
      description || (schema.description ?? ""),
    ]),
  );

/** The members of an object, or the kind of anything else; what must be there is marked in what is sent. */
function schemaOf(schema: Schema = {}, sent = true): string {
  const { properties, required = [] } = schema;
  if (!properties || Object.keys(properties).length === 0)
    return `<p>${text([kindOf(schema), schema.description ?? ""].filter(Boolean).join(": "))}</p>`;
  return rows(
    Object.entries(properties).map(([name, member]) => [
      `${name}${sent && required.includes(name) ? " (needed)" : ""}`,
      kindOf(member),
      member.description ?? "",
    ]),
  );
}

const rows = (of: readonly (readonly [name: string, kind: string, words: string])[]): string =>
  `<table><thead><tr><th scope="col">name</th><th scope="col">kind</th><th scope="col">meaning</th></tr></thead><tbody>${of
    .map(([name, kind, words]) => `<tr><td><code>${text(name)}</code></td><td>${text(kind)}</td><td>${text(words)}</td></tr>`)
    .join("")}</tbody></table>`;

/** A schema in a few words: what it takes, its range, its default. */
function kindOf(schema: Schema, depth = 0): string {
  const { type, items, anyOf, oneOf, enum: values, const: only, default: usual, minimum, maximum, exclusiveMinimum, maxLength, format } = schema;
  if (depth > 3) return "…";
  const several = anyOf ?? oneOf;
  const base =
    only !== undefined
      ? JSON.stringify(only)
      : values
        ? values.map((value) => JSON.stringify(value)).join(", ")
        : several
          ? [...new Set(several.map((one) => kindOf(one, depth + 1)))].join(" or ")
          : items
            ? `list of ${kindOf(items, depth + 1)}`
            : Array.isArray(type)
              ? type.join(" or ")
              : (type ?? "anything");
  const limits = [
    minimum !== undefined && minimum > -Number.MAX_SAFE_INTEGER && `at least ${minimum}`,
    exclusiveMinimum !== undefined && `above ${exclusiveMinimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `at most ${maximum}`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    format,
    usual !== undefined && `${JSON.stringify(usual)} when left out`,
  ].filter((word): word is string => typeof word === "string");
  return [base, ...limits].join(", ");
}

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const text = (value: string): string => value.replace(/[&<>"']/g, (mark) => marks[mark]!);
