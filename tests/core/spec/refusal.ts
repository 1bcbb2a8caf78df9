import { WorkbenchError } from "../../../src/core/errors";
import { complete } from "../../../src/core/spec/complete";

/** The message of the error that a document meets. */
export function refusal(document: unknown): string {
  try {
    complete(document);
  } catch (error) {
    if (error instanceof WorkbenchError) return error.message;
    throw error;
  }
  throw new Error("the spec was accepted");
}

export const custom = (more: object) => ({ version: 1, model: "custom", species: { u: {} }, equations: { u: "-u" }, ...more });
export const grayScott = (more: object) => ({ version: 1, model: "gray-scott", ...more });
