import { WorkbenchError } from "../../src/core/errors";

const part = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/;

/** @throws WorkbenchError `run/unknown` for a name that no store takes: what leads out of its folder, or has characters that some place would change. */
export function checkName(name: string): void {
  if (name.length <= 900 && name.split("/").every((one) => part.test(one))) return;
  throw new WorkbenchError(
    "run/unknown",
    [],
    "there is no artefact of that name; names have letters, digits, -, _ and ., with / between their parts",
  );
}

/** Of names that begin so: as a name, or with an end that is not yet one. */
export function checkPrefix(prefix: string): void {
  if (prefix !== "") checkName(prefix.endsWith("/") ? prefix.slice(0, -1) : prefix);
}
