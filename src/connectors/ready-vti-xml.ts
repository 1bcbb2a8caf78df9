import { WorkbenchError } from "../core/errors";

/** An element of an XML document: its attributes, the elements in it, and its own text. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
}

const markup =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Reads the XML that VTK writes: elements, attributes, text, comments. Namespaces and DTDs are not looked at.
 * @throws WorkbenchError `data/unreadable` with the line of what is not closed or does not match.
 */
export function parseXml(source: string, text: string): Element {
  const refuse = (at: number, why: string) =>
    new WorkbenchError("data/unreadable", [source], `line ${text.slice(0, at).split("\n").length}: ${why}. Copy the file again, or save it anew`);
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open: Element[] = [root];
  let after = 0;
  for (const found of text.matchAll(markup)) {
    const [all, literal, closing, name, attributes, empty] = found;
    const inside = open.at(-1)!;
    const between = text.slice(after, found.index);
    if (between.includes("<")) throw refuse(after + between.indexOf("<"), "a “<” that begins no element");
    inside.text += decode(between) + (literal ?? "");
    after = found.index + all.length;
    if (name === undefined) continue;
    if (closing) {
      if (open.length === 1 || inside.name !== name) throw refuse(found.index, `</${name}> closes nothing that is open`);
      open.pop();
      continue;
    }
    const element: Element = { name, attributes: readAttributes(attributes!), children: [], text: "" };
    inside.children.push(element);
    if (!empty) open.push(element);
  }
  const rest = text.slice(after);
  if (rest.includes("<")) throw refuse(after + rest.indexOf("<"), "an element that is cut short");
  if (open.length > 1) throw refuse(text.length, `<${open.at(-1)!.name}> is not closed`);
  const document = root.children[0];
  if (!document) throw refuse(0, "there is no XML element");
  return document;
}

/** The first element of this name right inside another; null when there is none. */
export const child = ({ children }: Element, name: string): Element | null => children.find((one) => one.name === name) ?? null;

/** All elements of this name right inside another. */
export const childrenOf = ({ children }: Element, name: string): Element[] => children.filter((one) => one.name === name);

const readAttributes = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, double, single]) => [name!, decode(double ?? single!)]),
  );

const decode = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
