import type { Expr } from "../../../core/equations/tree";
import type { Pass, Plan, PlaneId, Value } from "../plan/plan";
import type { Arrangement } from "./arrangement";
import { elementaryCode } from "./elementary-code";
import { dependence, formulaCode, type Meaning, type Statements } from "./formula-code";
import { NeighbourCode } from "./neighbour-code";
import { NumberTable } from "./numbers";
import { operationCode } from "./operations";
import { randomCode } from "./random-code";
import { flagKernel, sumKernels, sumWidth } from "./survey-code";

/** Everything that a device compiles for a plan. */
export interface Shader {
  code: string;
  /** Entry point of each pass, by copy. */
  passes: readonly [readonly string[], readonly string[]];
  /** Entry points that sum a plane, by index into the plan's sums: over pieces, then over what these left. */
  sums: readonly { pieces: string; total: string; workgroups: number }[];
  /** Entry points that find out whether the state is finite, by copy. */
  flags: readonly [string, string];
  /** What the blocks of numbers hold; see `Blocks`. */
  numbers: readonly Expr[];
  workgroup: readonly [number, number, number];
  /** Values of the buffer for sums: the sums, the flag, then what pieces left. */
  work: number;
}

/** Threads of a workgroup: rows of 32 cells are read as whole lines of memory; neighbours above and below meet in the cache. */
const workgroups = { 2: [32, 8, 1], 3: [32, 4, 2] } as const;

/** Writes a plan as WGSL: one entry point for each copy and pass, every cell a thread, in single precision. */
export function emitShader(plan: Plan, arrangement: Arrangement): Shader {
  const numbers = new NumberTable();
  const workgroup = workgroups[plan.grid.dimensions];
  const kernels: string[] = [];
  const known = new Map<string, string>();
  const kernel = (pass: Pass, name: string): string => {
    const body = passBody(plan, arrangement, pass, numbers);
    const before = known.get(body);
    if (before !== undefined) return before;
    known.set(body, name);
    kernels.push(`@compute @workgroup_size(${workgroup.join(", ")})\nfn ${name}(@builtin(global_invocation_id) id: vec3<u32>) {\n${body}}\n`);
    return name;
  };
  const entries = (copy: 0 | 1) => plan.passes[copy].map((pass, i) => kernel(pass, `pass_${copy}_${i}`));
  const passes = [entries(0), entries(1)] as const;
  const sums = plan.sums.map((plane, i) => sumKernels(plan, arrangement, plane, i));
  const flags = [0, 1].map((copy) => flagKernel(plan, arrangement, copy as 0 | 1)) as [ReturnType<typeof flagKernel>, ReturnType<typeof flagKernel>];
  const code = [
    head(arrangement, Math.max(1, Math.ceil(numbers.expressions.length / 4))),
    elementaryCode,
    randomCode,
    ...kernels,
    ...sums.map(({ code }) => code),
    ...flags.map(({ code }) => code),
  ].join("\n");
  return {
    code,
    passes,
    sums: sums.map(({ pieces, total, workgroups }) => ({ pieces, total, workgroups })),
    flags: [flags[0].entry, flags[1].entry],
    numbers: numbers.expressions,
    workgroup,
    work: plan.sums.length + 1 + Math.max(0, ...sums.map(({ workgroups }) => workgroups)),
  };
}

/** Bindings: the block of numbers, the buffer for sums, then the planes. */
function head({ buffers }: Arrangement, vectors: number): string {
  return `struct Block { counter: vec4<u32>, special: vec4<u32>, numbers: array<vec4<f32>, ${vectors}> }
@group(0) @binding(0) var<uniform> now: Block;
@group(0) @binding(1) var<storage, read_write> work: array<f32>;
${buffers.map((_, i) => `@group(0) @binding(${i + 2}) var<storage, read_write> planes${i}: array<f32>;\n`).join("")}
var<workgroup> parts: array<f32, ${sumWidth}>;
`;
}

function passBody(plan: Plan, arrangement: Arrangement, pass: Pass, numbers: NumberTable): string {
  const { nx, ny, nz } = plan.grid;
  const lines = [
    "let x = id.x;",
    "let y = id.y;",
    "let z = id.z;",
    `if (x >= ${nx}u || y >= ${ny}u || z >= ${nz}u) { return; }`,
    `let cell = (z * ${ny}u + y) * ${nx}u + x;`,
  ];
  let kept = 0;
  const statements: Statements = {
    keep(code) {
      const name = `k${kept++}`;
      lines.push(`let ${name} = ${code};`);
      return name;
    },
    number: (expr) => numbers.code(expr),
  };
  const neighbours = new NeighbourCode(plan, arrangement, statements);
  const names = pass.values.map((_, i) => `v${i}`);
  for (const [i, value] of pass.values.entries()) {
    const name = names[i]!;
    if (value.op === "load") lines.push(...neighbours.load(name, value.plane, value.dx, value.dy, value.dz));
    else lines.push(`let ${name} = ${valueCode(plan, value, names, statements)};`);
  }
  const target = (plane: PlaneId) => neighbours.here(plane);
  const stores = pass.stores.map(({ plane, value }) => `${target(plane)} = ${names[value]!};`);
  return [...lines, ...stores].map((line) => `  ${line}\n`).join("");
}

function valueCode(plan: Plan, value: Exclude<Value, { op: "load" }>, names: readonly string[], statements: Statements): string {
  switch (value.op) {
    case "slot":
      return slotCode(plan.slots[value.slot]!, statements);
    case "normal":
      return `normal(cell, ${value.stream}u)`;
    case "poisson":
      return `poisson(${names[value.args[0]]!} * ${statements.number({ kind: "name", name: "dt", at: nowhere })}, cell, ${value.stream}u)`;
    default:
      return operationCode[value.op](...value.args.map((arg) => names[arg]!));
  }
}

const nowhere = { start: 0, end: 0 };

/** Sums never leave the device: what depends on them is computed by every thread anew. */
const sumMeaning: Meaning = (name) => (name.startsWith("sum#") ? `work[${name.slice(4)}u]` : null);

function slotCode(slot: Expr, statements: Statements): string {
  return dependence(sumMeaning)(slot) ? formulaCode(slot, sumMeaning, statements) : statements.number(slot);
}
