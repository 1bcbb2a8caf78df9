import { WorkbenchError, type ErrorPath } from "../src/core/errors";

/** Lists and objects of a document that may hold one another. */
const mostLevels = 100;

const [quote, backslash, openList, openObject, closeList, closeObject] = [...'"\\[{]}'].map((character) => character.charCodeAt(0));

/**
 * Refuses JSON that is nested without end, before it is parsed: what it goes through later calls itself for each level, and a few kilobytes would
 * overflow the stack. Everything that reads JSON of strangers asks here first.
 * @param path where the document stands, for the error.
 * @throws WorkbenchError `usage`. Text that is no JSON is left to the parser.
 */
export function checkDepth(text: string, path: ErrorPath): void {
  let levels = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === quote) i = endOfString(text, i);
    else if (character === closeList || character === closeObject) levels--;
    else if ((character === openList || character === openObject) && ++levels > mostLevels)
      throw new WorkbenchError(
        "usage",
        path,
        `lists and objects hold one another more than ${mostLevels} levels deep, at character ${i + 1}; send a flatter document`,
        { limit: mostLevels },
      );
  }
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== quote) i += text.charCodeAt(i) === backslash ? 2 : 1;
  return i;
}

/** Own ones stand in the way of what every object has: a text made of it, or a comparison, throws. */
const wickedKeys = ["toString", "valueOf"];

/**
 * Refuses documents with keys that every object has already, of which schemas and messages of errors make use.
 * @throws WorkbenchError `usage`.
 */
export function checkKeys(document: unknown, path: ErrorPath): void {
  const left = [document];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== "object" || one === null || ArrayBuffer.isView(one)) continue;
    const wicked = wickedKeys.find((key) => Object.hasOwn(one, key));
    if (wicked !== undefined) throw new WorkbenchError("usage", path, `the key "${wicked}" is not taken from outside; rename it`);
    for (const value of Object.values(one)) left.push(value);
  }
}

/** Text without these words, and without an escape that may spell them, has no such key and need not be walked through. */
const suspect = /toString|valueOf|\\u/;

/** As `checkKeys`, for what was read from a text. */
export function checkKeysOf(document: unknown, text: string, path: ErrorPath): void {
  if (suspect.test(text)) checkKeys(document, path);
}

/**
 * JSON that somebody sent, of bounded depth and without wicked keys.
 * @throws SyntaxError as `JSON.parse`, WorkbenchError `usage` for the others.
 */
export function parseStrangersJson(text: string, path: ErrorPath): unknown {
  checkDepth(text, path);
  const document: unknown = JSON.parse(text);
  checkKeysOf(document, text, path);
  return document;
}
