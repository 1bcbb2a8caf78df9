import { WorkbenchError, type ErrorPath } from "../core/errors";

/**
 * JSON.parse that says where a text goes wrong: line, column, and the path of the value there, as `values[17]`. The
 * platform's own message names a position for some faults only.
 * @param name of the file, for the message.
 * @throws WorkbenchError `spec/malformed`; `data/not-finite` for NaN or Infinity written out.
 */
export function parseJson(text: string, name: string): unknown {
  const source = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(source);
  } catch {
    const { at, path, sentence } = findFault(source);
    const before = source.slice(0, at).split("\n");
    const place = `${name}, line ${before.length}, column ${before.at(-1)!.length + 1}`;
    if (/^-?(nan|inf)/i.test(source.slice(at, at + 4))) {
      throw new WorkbenchError(
        "data/not-finite",
        [],
        `${place}${inWords(path)}: NaN and infinity cannot be used as numbers; write null for a missing value`,
      );
    }
    throw new WorkbenchError("spec/malformed", [], `${place}${inWords(path)}: this is not JSON: ${sentence}`);
  }
}

/** "(row 17)" beside the path, for a person looks for the row. */
function inWords(path: ErrorPath): string {
  if (path.length === 0) return "";
  const shown = path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");
  const row = path.findLast((key) => typeof key === "number");
  return ` (at ${shown}${row === undefined ? "" : `, row ${row + 1}`})`;
}

interface Fault {
  at: number;
  path: ErrorPath;
  sentence: string;
}

class FaultFound extends Error {
  constructor(readonly fault: Fault) {
    super(fault.sentence);
  }
}

/** Walks a text that JSON.parse refused, to the first character that breaks the grammar of RFC 8259. */
function findFault(text: string): Fault {
  try {
    new Walker(text).document();
  } catch (error) {
    if (error instanceof FaultFound) return error.fault;
    throw error;
  }
  return { at: text.length, path: [], sentence: "it cannot be read" };
}

class Walker {
  private at = 0;
  private readonly path: (string | number)[] = [];

  constructor(private readonly text: string) {}

  document(): void {
    this.value();
    if (this.at < this.text.length) this.fail("nothing may follow the value");
  }

  private value(): void {
    this.blanks();
    const char = this.text[this.at];
    if (char === "{") this.members();
    else if (char === "[") this.elements();
    else if (char === '"') this.string();
    else if (!this.take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/y)) this.fail("expected a value");
    this.blanks();
  }

  private members(): void {
    this.at++;
    this.blanks();
    if (this.skip("}")) return;
    do {
      this.blanks();
      if (this.text[this.at] !== '"') this.fail("expected a key in double quotes");
      const start = this.at;
      this.string();
      this.path.push(this.text.slice(start + 1, this.at - 1));
      this.blanks();
      if (!this.skip(":")) this.fail('expected ":" after the key');
      this.value();
      if (this.text[this.at] !== "," && this.text[this.at] !== "}") this.fail('expected "," or "}"');
      this.path.pop();
    } while (this.skip(","));
    this.at++;
  }

  private elements(): void {
    this.at++;
    this.blanks();
    if (this.skip("]")) return;
    let index = 0;
    do {
      this.path.push(index++);
      this.value();
      if (this.text[this.at] !== "," && this.text[this.at] !== "]") this.fail('expected "," or "]"');
      this.path.pop();
    } while (this.skip(","));
    this.at++;
  }

  private string(): void {
    if (!this.take(/"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y))
      this.fail("this text is not closed, or holds a line end or a wrong escape");
  }

  private blanks(): void {
    this.take(/[ \t\r\n]*/y);
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private skip(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private fail(sentence: string): never {
    const found = this.at < this.text.length ? `found ${JSON.stringify([...this.text.slice(this.at, this.at + 2)][0])}` : "the text ends here";
    throw new FaultFound({ at: this.at, path: [...this.path], sentence: `${sentence}, ${found}` });
  }
}
