import { evenSpread, short } from "./foreign-spec";
import { child, childrenOf, type Element } from "./ready-vti-xml";

/** What an initial pattern is drawn on. */
export interface Canvas {
  /** Chemicals of Ready, to our species, in order. */
  chemicals: ReadonlyMap<string, string>;
  /** Parameters of Ready, to ours. */
  parameters: ReadonlyMap<string, string>;
  /** Number of axes with more than one cell: 1, 2 or 3. */
  dimensions: number;
  spacing: number;
}

const axes = ["x", "y", "z"] as const;

/**
 * The overlays of Ready's initial pattern generator as one formula a species, in x, y, z, Lx, Ly, Lz: each overlay changes the
 * field inside its shapes. Even noise becomes Gaussian noise within the same bounds.
 * @returns null where there are no overlays; what could not be drawn is said in `warnings`.
 */
export function translateOverlays(generator: Element | null, canvas: Canvas, warnings: string[]): Record<string, string> | null {
  const overlays = generator ? childrenOf(generator, "overlay") : [];
  if (overlays.length === 0) return null;
  const fields = new Map([...canvas.chemicals.values()].map((species) => [species, "0"]));
  for (const overlay of overlays) {
    const species = canvas.chemicals.get(overlay.attributes.chemical ?? "");
    try {
      if (species === undefined) throw new Untold(`the chemical “${overlay.attributes.chemical ?? ""}”`);
      fields.set(species, drawn(overlay, fields.get(species)!, fields, canvas, warnings));
    } catch (error) {
      if (!(error instanceof Untold)) throw error;
      warnings.push(`An overlay of the initial pattern was left out: ${error.message} has no counterpart here.`);
    }
  }
  return Object.fromEntries(fields);
}

/** Something in an overlay that has no counterpart. */
class Untold extends Error {}

const operations: Record<string, (before: string, value: string) => string> = {
  overwrite: (_, value) => value,
  add: (before, value) => (before === "0" ? value : `${before} + ${value}`),
  subtract: (before, value) => `${before} - (${value})`,
  multiply: (before, value) => `(${before})*(${value})`,
  divide: (before, value) => `(${before})/(${value})`,
};

function drawn(overlay: Element, before: string, fields: ReadonlyMap<string, string>, canvas: Canvas, warnings: string[]): string {
  const parts = overlay.children;
  const operation = parts.find(({ name }) => Object.hasOwn(operations, name));
  const filling = parts.find(({ name }) => Object.hasOwn(fills, name));
  const forms = parts.filter((part) => part !== operation && part !== filling);
  const strange = forms.find(({ name }) => !Object.hasOwn(shapes, name));
  if (!operation || !filling || strange) throw new Untold(`<${strange?.name ?? "overlay"}>`);
  const value = fills[filling.name]!(filling, fields, canvas, warnings);
  const noisy = (text: string) => text.includes("noise(");
  if (operation.name === "divide" && noisy(value)) throw new Untold("division by noise");
  if (operation.name === "multiply" && noisy(value) && noisy(before)) throw new Untold("noise multiplied with noise");
  let now = before;
  for (const form of forms) {
    const inside = shapes[form.name]!(form, canvas);
    const after = operations[operation.name]!(now, value);
    now = inside === "1" ? after : within(inside, now, after, operation.name, value);
  }
  return now;
}

/** A field that is `after` inside a shape and what it was outside. No `select`: noise may only be added and multiplied. */
function within(inside: string, before: string, after: string, operation: string, value: string): string {
  const inShape = (text: string) => `${inside}*(${text})`;
  if (operation === "add") return before === "0" ? inShape(value) : `${before} + ${inShape(value)}`;
  if (operation === "subtract") return `${before} - ${inShape(value)}`;
  if (before === "0") return inShape(after);
  return `(1 - ${inside})*(${before}) + ${inShape(after)}`;
}

type Fill = (element: Element, fields: ReadonlyMap<string, string>, canvas: Canvas, warnings: string[]) => string;

const fills: Record<string, Fill> = {
  constant: (element) => short(numberOf(element, "value")),
  white_noise(element, _, __, warnings) {
    const [low, high] = [numberOf(element, "low"), numberOf(element, "high")];
    sayOnce(warnings, "Its even noise is Gaussian noise about the middle of the same interval here, narrower so that it stays inside.");
    return `${short((low + high) / 2)} + noise(${short(Math.abs(high - low) * evenSpread)})`;
  },
  other_chemical(element, fields, { chemicals }, warnings) {
    const text = fields.get(chemicals.get(element.attributes.chemical ?? "") ?? "");
    if (text === undefined) throw new Untold(`the chemical “${element.attributes.chemical ?? ""}”`);
    if (text.includes("noise(")) sayOnce(warnings, "Where one chemical starts as a copy of another with noise, the noise of the copy is drawn anew.");
    return text;
  },
  parameter(element, _, { parameters }) {
    const name = parameters.get(element.attributes.name ?? "");
    if (name === undefined) throw new Untold(`the parameter “${element.attributes.name ?? ""}”`);
    return name;
  },
  linear_gradient(element, _, canvas) {
    const [from, to] = [numberOf(element, "val1"), numberOf(element, "val2")];
    return `${short(from)} + ${short(to - from)}*(${along(element, canvas)})`;
  },
  radial_gradient(element, _, canvas) {
    const [from, to] = [numberOf(element, "val1"), numberOf(element, "val2")];
    const [centre, rim] = pointsOf(element, 2);
    const reach = axes.slice(0, canvas.dimensions).map((axis) => `(${short(rim![axis] - centre![axis])}*L${axis})^2`);
    return `${short(from)} + ${short(to - from)}*sqrt((${distance(centre!, canvas)})/(${reach.join(" + ")}))`;
  },
  gaussian(element, _, canvas) {
    const width = numberOf(element, "sigma");
    return `${short(numberOf(element, "height"))}*exp(-(${distance(pointsOf(element, 1)[0]!, canvas)})/(2*(${short(width)}*${longest(canvas)})^2))`;
  },
  sine: (element, _, canvas) =>
    `${short(numberOf(element, "amplitude"))}*sin(2*pi*(${along(element, canvas)}) - ${short(numberOf(element, "phase"))})`,
};

/** 1 inside, 0 outside. */
const shapes: Record<string, (element: Element, canvas: Canvas) => string> = {
  everywhere: () => "1",
  rectangle(element, { dimensions }) {
    const [from, to] = pointsOf(element, 2);
    return axes
      .slice(0, dimensions)
      .map((axis) => `(${axis} >= ${short(from![axis])}*L${axis})*(${axis} <= ${short(to![axis])}*L${axis})`)
      .join("*");
  },
  circle: (element, canvas) => `(${distance(pointsOf(element, 1)[0]!, canvas)} < (${short(numberOf(element, "radius"))}*${longest(canvas)})^2)`,
  pixel: (element, { dimensions, spacing }) =>
    axes
      .slice(0, dimensions)
      .map((axis) => `(abs(${axis} - ${short(numberOf(element, axis) * spacing)}) < ${short(spacing / 2)})`)
      .join("*"),
};

type Point = Record<(typeof axes)[number], number>;

function pointsOf(element: Element, count: number): Point[] {
  const points = childrenOf(element, "point3D").map((point) => ({ x: numberOf(point, "x"), y: numberOf(point, "y"), z: numberOf(point, "z") }));
  if (points.length < count) throw new Untold(`<${element.name}> with ${points.length} points`);
  return points;
}

function numberOf({ name, attributes }: Element, key: string): number {
  const value = Number(attributes[key] ?? NaN);
  if (!Number.isFinite(value)) throw new Untold(`<${name}> with ${key}="${attributes[key] ?? ""}"`);
  return value;
}

/** Squared distance to a point given as a share of the extents. */
const distance = (point: Point, { dimensions }: Canvas): string =>
  axes
    .slice(0, dimensions)
    .map((axis) => `(${axis} - ${short(point[axis])}*L${axis})^2`)
    .join(" + ");

const longest = ({ dimensions }: Canvas): string => ["Lx", "max(Lx, Ly)", "max(Lx, max(Ly, Lz))"][dimensions - 1]!;

/** How far a cell lies from the first point to the second, 0 to 1, both taken as shares of the extents. */
function along(element: Element, { dimensions }: Canvas): string {
  const [from, to] = pointsOf(element, 2);
  const used = axes.slice(0, dimensions);
  const length = axes.reduce((sum, axis) => sum + (to![axis] - from![axis]) ** 2, 0);
  if (length === 0) throw new Untold(`<${element.name}> between one point and itself`);
  const terms = used.filter((axis) => to![axis] !== from![axis]);
  return terms.map((axis) => `${short((to![axis] - from![axis]) / length)}*(${axis}/L${axis} - ${short(from![axis])})`).join(" + ") || "0";
}

function sayOnce(warnings: string[], sentence: string): void {
  if (!warnings.includes(sentence)) warnings.push(sentence);
}

/** Whether Ready starts from the overlays when it opens the file, in place of the numbers saved in it. */
export const startsFromOverlays = (generator: Element | null): boolean =>
  generator !== null && generator.attributes.apply_when_loading === "true" && child(generator, "overlay") !== null;
