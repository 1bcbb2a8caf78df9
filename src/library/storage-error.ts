import { WorkbenchError } from "../core/errors";

/** What the browser's storage says when it fails, in words that tell what to do. Other errors pass unchanged. */
export function storageError(error: unknown): unknown {
  if (error instanceof WorkbenchError) return error;
  const names = namesOf(error);
  if (names.some((name) => /quota/i.test(name)))
    return new WorkbenchError(
      "storage/full",
      [],
      "This browser has no room left for the library. What is on screen is still in memory: save it as a file, then delete runs or free space on the disk.",
    );
  if (names.some((name) => unavailable.test(name)))
    return new WorkbenchError(
      "storage/unavailable",
      [],
      "This browser does not let the page keep runs, as in a private window or with storage switched off. They stay in memory: save what you need as a file.",
    );
  return error;
}

const unavailable =
  /MissingAPI|OpenFailed|InvalidState|SecurityError|NotFoundError|UnknownError|DatabaseClosed|VersionError|DataError|NotAllowed|TimeoutError/;

/** Names and messages of an error and of those that it wraps. */
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = (at as { inner?: unknown }).inner ?? at.cause, depth++)
    names.push(at.name, at.message);
  return names;
}
