import { callableNames, functionCalled } from "../core/equations/names";
import { builtinNames, functions } from "../core/equations/tree";
import { nameProblem, type OwnEquations } from "../state/own-equations";
import { t } from "../ui/text";

/** Something that may stand where the caret is. */
export interface Completion {
  name: string;
  /** How it is written, such as `clamp(a, low, high)`. */
  written: string;
  /** What it is, in a line. */
  help: string;
  /** `call`: arguments follow. A word that is nothing yet may become a parameter or a species. */
  kind: "name" | "call" | "new-parameter" | "new-species";
}

export interface Completions {
  /** The characters of the word at the caret; empty where there is none. */
  start: number;
  end: number;
  options: readonly Completion[];
}

const letters = ["a", "b", "c"];

/** Functions by their arguments and meaning, from the one table of the language. */
const calls: readonly Completion[] = callableNames.map((name) => {
  const { help, arity } = functions[functionCalled(name)!];
  const [, written, meaning] = /^([a-z]+\([^)]*\))(?: or [a-z]+\([^)]*\))?: (.*)$/.exec(help) ?? [];
  return { name, kind: "call", written: written ?? `${name}(${letters.slice(0, arity).join(", ")})`, help: (meaning ?? help).split(";")[0]! };
});

/** In two dimensions nothing varies along z. */
const alongZ = /^(z|Lz|dz[fb]?|d[xyz]z|diffusez)$/;

/**
 * What may be written at the caret: names that begin like the word before it, in any case; fields first, then parameters, coordinates and
 * functions. A word that is whole already asks for nothing.
 * @param asked offers everything where there is no word yet.
 */
export function completionsAt(text: string, caret: number, own: OwnEquations, dimensions: 2 | 3, asked = false): Completions {
  const start = caret - /(?:[A-Za-z_][A-Za-z0-9_]*)?$/.exec(text.slice(0, caret))![0].length;
  const end = caret + /^[A-Za-z0-9_]*/.exec(text.slice(caret))![0].length;
  const word = text.slice(start, caret);
  // Digits before: the end of a number such as 1e, no name.
  const inNumber = /[0-9.]$/.test(text.slice(0, start));
  if (inNumber || (word === "" && !asked)) return { start, end, options: [] };
  const known = [...namesOf(own), ...calls].filter(({ name }) => dimensions === 3 || !alongZ.test(name) || own.species[name] || own.params[name]);
  const isWhole = start !== end && known.some(({ name }) => name === text.slice(start, end));
  if (isWhole && !asked) return { start, end, options: [] };
  const alike = known.filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()) && (asked || name !== word));
  const sameCase = ({ name }: Completion) => (name.startsWith(word) ? 0 : 1);
  return { start, end, options: [...alike.sort((a, b) => sameCase(a) - sameCase(b)), ...newNames(text.slice(start, end), own)] };
}

function namesOf(own: OwnEquations): Completion[] {
  const name = (id: string, help: string): Completion => ({ name: id, kind: "name", written: id, help });
  return [
    ...Object.entries(own.species).map(([id, { title }]) => name(id, title ? t("{{title}}, a field", { title }) : t("a field"))),
    ...Object.keys(own.auxiliary).map((id) => name(id, t("a field computed from the others"))),
    ...Object.entries(own.params).map(([id, param]) =>
      name(id, typeof param === "object" && param.title ? t("{{title}}, a parameter", { title: param.title }) : t("a parameter")),
    ),
    ...Object.entries(builtinNames).map(([id, help]) => name(id, help)),
  ];
}

/** Ways to declare a word that is nothing yet; none for a word that cannot be a name. */
export function newNames(word: string, own: OwnEquations): Completion[] {
  if (word === "" || nameProblem(own, word) !== null) return [];
  return [
    { name: word, kind: "new-parameter", written: word, help: t("add it as a parameter") },
    { name: word, kind: "new-species", written: word, help: t("add it as a field") },
  ];
}

/** The text with a completion taken, and where the caret goes: between the parentheses of a call. */
export function withCompletion(text: string, { start, end }: Completions, { name, kind }: Completion): { text: string; caret: number } {
  const opens = kind === "call" && text[end] !== "(";
  const caret = start + name.length + (kind === "call" ? 1 : 0);
  return { text: `${text.slice(0, start)}${name}${opens ? "()" : ""}${text.slice(end)}`, caret };
}
