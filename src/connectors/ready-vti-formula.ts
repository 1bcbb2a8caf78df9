import { WorkbenchError } from "../core/errors";
import { cannot, translateFormula, type Dialect } from "./foreign-formula";

/** A rule of Ready in our terms. */
export interface ReadyRule {
  equations: Record<string, string>;
  auxiliary: Record<string, string>;
}

const casts = new Set(["float", "double", "float4", "double4", "int", "int4", "REAL", "REAL4"]);
const declared = /^(?:const\s+)?(?:float|double|int|REAL)4?\s+(?=[A-Za-z_])/;

const calls: Record<string, (...args: string[]) => string> = {
  fabs: (a) => `abs(${a})`,
  fmin: (a, b) => `min(${a}, ${b})`,
  fmax: (a, b) => `max(${a}, ${b})`,
  pow: (a, b) => `(${a})^(${b})`,
  powr: (a, b) => `(${a})^(${b})`,
  pown: (a, b) => `(${a})^(${b})`,
  exp2: (a) => `2^(${a})`,
  log2: (a) => `(log(${a})/log(2))`,
  log10: (a) => `(log(${a})/log(10))`,
  rsqrt: (a) => `(1/sqrt(${a}))`,
  tan: (a) => `(sin(${a})/cos(${a}))`,
  sinh: (a) => `((exp(${a}) - exp(-(${a})))/2)`,
  cosh: (a) => `((exp(${a}) + exp(-(${a})))/2)`,
  // OpenCL takes the second where the third is true.
  select: (a, b, c) => `select(${c}, ${b}, ${a})`,
  step: (edge, a) => `((${a}) >= (${edge}))`,
  sign: (a) => `((${a} > 0) - (${a} < 0))`,
  mix: (a, b, t) => `(${a} + (${b} - (${a}))*(${t}))`,
  mad: (a, b, c) => `((${a})*(${b}) + ${c})`,
  fma: (a, b, c) => `((${a})*(${b}) + ${c})`,
  length: (a) => `abs(${a})`,
};
const same = new Set(["exp", "log", "sqrt", "sin", "cos", "tanh", "abs", "min", "max", "clamp"]);

const stencils: Record<string, (field: string) => string> = {
  laplacian: (a) => `laplacian(${a})`,
  bilaplacian: (a) => `biharmonic(${a})`,
  x_gradient: (a) => `dx(${a})`,
  y_gradient: (a) => `dy(${a})`,
  z_gradient: (a) => `dz(${a})`,
  gradient_mag_squared: (a) => `dot(grad(${a}), grad(${a}))`,
};
const neighbour = /^[a-z]+_(?:[ud]?[ns]?[ew]?)\d*$/;

/**
 * The lines of a formula rule as right-hand sides: `delta_a = …` gives ∂a/∂t, `float4 r = …` an auxiliary field.
 * @param chemicals names in Ready, to ours.
 * @param parameters names in Ready, to ours.
 * @throws WorkbenchError `data/unreadable` that quotes the line which has no counterpart.
 */
export function translateRule(
  source: string,
  formula: string,
  chemicals: ReadonlyMap<string, string>,
  parameters: ReadonlyMap<string, string>,
  timestep: number,
): ReadyRule {
  const rates = new Map<string, string>();
  const fields = new Map<string, string>();
  for (const line of statements(source, formula)) {
    const found = /^([A-Za-z_]\w*)\s*([-+*/]?=)(?!=)\s*([\s\S]+)$/.exec(line.replace(declared, ""));
    if (!found) throw cannot(source, line, "lines of the form delta_a = … are read, and float4 r = … before them");
    const [, target, sign, right] = found as unknown as [string, string, string, string];
    const value = translateFormula(right, dialectOf(source, line, { chemicals, parameters, fields, rates, timestep }));
    const chemical = /^delta_(.+)$/.exec(target)?.[1];
    if (chemical !== undefined && chemicals.has(chemical)) rates.set(chemical, accumulate(source, line, rates.get(chemical), sign, value));
    else if (chemicals.has(target))
      throw cannot(source, line, `it sets ${target} itself at every step, which is no rate of change; only rules that are equations can be read`);
    else if (sign !== "=" || fields.has(target)) throw cannot(source, line, `${target} gets a second value; give it another name there`);
    else if (parameters.has(target)) throw cannot(source, line, `${target} is a parameter already; give it another name there`);
    else fields.set(target, value);
  }
  return {
    equations: Object.fromEntries([...chemicals].map(([theirs, ours]) => [ours, rates.get(theirs) ?? "0"])),
    auxiliary: Object.fromEntries(fields),
  };
}

/** Lines end with semicolons; comments are dropped. What steers the course of a program has no counterpart. */
function statements(source: string, formula: string): string[] {
  const bare = formula.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/\/\/.*$/gm, " ");
  const course = /\b(if|else|for|while|switch|return|goto)\b|[{}[\]]|#\w+/.exec(bare);
  if (course) {
    const line = bare.slice(bare.lastIndexOf("\n", course.index) + 1).split("\n")[0]!;
    throw cannot(source, line, `“${course[0]}” steers a program; an equation has select(condition, a, b) for a choice`);
  }
  const lines = bare
    .split(";")
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) throw new WorkbenchError("data/unreadable", [source], "the formula of its rule is empty");
  return lines;
}

function accumulate(source: string, line: string, before: string | undefined, sign: string, value: string): string {
  if (sign === "=") return value;
  if (sign === "+=") return before === undefined ? value : `${before} + ${value}`;
  if (sign === "-=") return `${before ?? "0"} - (${value})`;
  throw cannot(source, line, `“${sign}” is not read; write the whole rate after delta_… =`);
}

interface Scope {
  chemicals: ReadonlyMap<string, string>;
  parameters: ReadonlyMap<string, string>;
  fields: ReadonlyMap<string, string>;
  rates: ReadonlyMap<string, string>;
  timestep: number;
}

function dialectOf(source: string, line: string, { chemicals, parameters, fields, rates, timestep }: Scope): Dialect {
  return {
    source,
    casts,
    name(id) {
      const own = chemicals.get(id) ?? parameters.get(id);
      if (own !== undefined) return own;
      if (fields.has(id)) return id;
      if (id === "timestep") return String(timestep);
      const place = /^([xyz])_pos$/.exec(id)?.[1];
      if (place) return `(${place}/L${place})`;
      const rate = /^delta_(.+)$/.exec(id)?.[1];
      if (rate !== undefined && chemicals.has(rate)) return `(${rates.get(rate) ?? "0"})`;
      const [, stencil, field] = /^([a-z_]+)_([a-z]+)$/.exec(id) ?? [];
      if (stencil !== undefined && Object.hasOwn(stencils, stencil) && chemicals.has(field!)) return stencils[stencil]!(chemicals.get(field!)!);
      if (neighbour.test(id) && chemicals.has(id.split("_")[0]!))
        throw cannot(source, line, `${id} is a single neighbour; our equations have laplacian(u), dx(u), dy(u), div(…) instead`);
      throw cannot(source, line, `nothing is called ${id}`);
    },
    call(id, args) {
      const name = id.replace(/^(native|half)_/, "");
      if (casts.has(name) || name.startsWith("convert_")) {
        if (args.length === 1) return `(${args[0]})`;
        throw cannot(source, line, `${id}(…) with ${args.length} values makes a vector of cells; one value is expected`);
      }
      if (same.has(name)) return `${name}(${args.join(", ")})`;
      const make = Object.hasOwn(calls, name) ? calls[name] : undefined;
      if (!make) throw cannot(source, line, `there is no function ${id}`);
      if (make.length !== args.length) throw cannot(source, line, `${id} takes ${make.length} values, here are ${args.length}`);
      return make(...args);
    },
  };
}
