/**
 * As much of a document as Observable Plot needs to draw a picture in SVG, for places without one: Node, and a page that writes a file.
 * Nothing is laid out; texts are not measured.
 */
class PlainNode {
  readonly ownerDocument: PlainDocument;
  readonly nodeType: number;
  parentNode: PlainElement | null = null;

  constructor(ownerDocument: PlainDocument, nodeType: number) {
    this.ownerDocument = ownerDocument;
    this.nodeType = nodeType;
  }

  get nextSibling(): PlainNode | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  remove(): void {
    if (this.parentNode) this.parentNode.childNodes = this.parentNode.childNodes.filter((node) => node !== this);
    this.parentNode = null;
  }

  write(): string {
    return "";
  }
}

class PlainText extends PlainNode {
  textContent: string;

  constructor(ownerDocument: PlainDocument, text: string) {
    super(ownerDocument, 3);
    this.textContent = text;
  }

  override write(): string {
    return escapeText(this.textContent);
  }
}

export class PlainElement extends PlainNode {
  readonly tagName: string;
  readonly namespaceURI: string;
  readonly attributes = new Map<string, string>();
  readonly style: { setProperty(name: string, value: string): void; removeProperty(name: string): void };
  childNodes: PlainNode[] = [];

  constructor(ownerDocument: PlainDocument, namespaceURI: string, tagName: string) {
    super(ownerDocument, 1);
    this.tagName = tagName;
    this.namespaceURI = namespaceURI;
    const declared = new Map<string, string>();
    const keep = () => void this.setAttribute("style", [...declared].map(([name, value]) => `${name}:${value}`).join(";"));
    this.style = {
      setProperty(name, value) {
        declared.set(name, String(value));
        keep();
      },
      removeProperty(name) {
        declared.delete(name);
        keep();
      },
    };
  }

  get children(): PlainElement[] {
    return this.childNodes.filter((node): node is PlainElement => node instanceof PlainElement);
  }

  get firstChild(): PlainNode | null {
    return this.childNodes[0] ?? null;
  }

  get lastChild(): PlainNode | null {
    return this.childNodes.at(-1) ?? null;
  }

  get textContent(): string {
    return this.childNodes.map((node) => (node as PlainElement | PlainText).textContent).join("");
  }

  set textContent(text: string) {
    this.childNodes = [];
    if (text !== "") this.append(text);
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  setAttributeNS(_space: string | null, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild<T extends PlainNode>(node: T): T {
    return this.insertBefore(node, null);
  }

  insertBefore<T extends PlainNode>(node: T, before: PlainNode | null): T {
    node.remove();
    const at = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes = at < 0 ? [...this.childNodes, node] : this.childNodes.toSpliced(at, 0, node);
    node.parentNode = this;
    return node;
  }

  removeChild<T extends PlainNode>(node: T): T {
    node.remove();
    return node;
  }

  append(...nodes: (PlainNode | string)[]): void {
    for (const node of nodes) this.appendChild(typeof node === "string" ? this.ownerDocument.createTextNode(node) : node);
  }

  prepend(...nodes: PlainNode[]): void {
    for (const node of nodes.toReversed()) this.insertBefore(node, this.firstChild);
  }

  addEventListener(): void {
    // A picture on paper hears nothing.
  }

  removeEventListener(): void {
    // Nor does it stop to.
  }

  dispatchEvent(): boolean {
    return true;
  }

  querySelector(): PlainElement | null {
    return null;
  }

  querySelectorAll(): PlainElement[] {
    return [];
  }

  override write(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escapeText(value)}"`).join("");
    const space = this.tagName === "svg" && !this.attributes.has("xmlns") ? ` xmlns="${svgSpace}"` : "";
    // A style sheet is no text to be escaped, but it may not end its element either.
    const inside = this.tagName === "style" ? this.textContent.replaceAll("</", "<\\/") : this.childNodes.map((node) => node.write()).join("");
    return `<${this.tagName}${space}${attributes}>${inside}</${this.tagName}>`;
  }
}

const svgSpace = "http://www.w3.org/2000/svg";

class PlainDocument {
  readonly documentElement = new PlainElement(this, "http://www.w3.org/1999/xhtml", "html");
  readonly defaultView = { Event: class {}, CustomEvent: class {} };

  createElementNS(space: string, name: string): PlainElement {
    return new PlainElement(this, space, name);
  }

  createElement(name: string): PlainElement {
    return new PlainElement(this, "http://www.w3.org/1999/xhtml", name);
  }

  createTextNode(text: string): PlainText {
    return new PlainText(this, String(text));
  }
}

export const plainDocument = (): Document => new PlainDocument() as unknown as Document;

const escapeText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
