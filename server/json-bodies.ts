import type { FastifyInstance } from "fastify";
import { checkDepth, checkKeysOf } from "./strangers-json";

/** Bodies that are JSON, of bounded depth; keys that would reach a prototype, or hide what it gives, are refused. */
export function jsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    checkDepth(body, ["body"]);
    return parse(request, body, (error, document) => {
      if (!error) checkKeysOf(document, body, ["body"]);
      done(error, document);
    });
  });
}
