import type { Plan, PlaneId } from "../plan/plan";
import type { Arrangement } from "./arrangement";

/** Threads that sum together. */
export const sumWidth = 256;
/** Values that one thread adds before they meet in pairs: rounding errors grow with this number, not with that of the cells. */
const valuesPerThread = 16;
/** Most workgroups that a dispatch may have along an axis. */
const mostWorkgroups = 65535;

/** Meets `sum` of all threads in `parts[0]`, in pairs. */
const meet = `
  parts[thread] = sum;
  workgroupBarrier();
  for (var reach = ${sumWidth / 2}u; reach > 0u; reach = reach >> 1u) {
    if (thread < reach) { parts[thread] += parts[thread + reach]; }
    workgroupBarrier();
  }`;

/** The sum of a plane over the domain, in two levels; it ends in \`work[index]\`. */
export function sumKernels(plan: Plan, arrangement: Arrangement, plane: PlaneId, index: number) {
  const { buffer, start } = arrangement.places[plane]!;
  const { cells } = plan.grid;
  const workgroups = Math.min(mostWorkgroups, Math.ceil(cells / (sumWidth * valuesPerThread)));
  const first = plan.sums.length + 1;
  const pieces = `sum_${index}_pieces`;
  const total = `sum_${index}_total`;
  const code = `
@compute @workgroup_size(${sumWidth})
fn ${pieces}(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  var sum = 0f;
  for (var i = group.x * ${sumWidth}u + thread; i < ${cells}u; i += ${workgroups * sumWidth}u) { sum += planes${buffer}[${start}u + i]; }${meet}
  if (thread == 0u) { work[${first}u + group.x] = parts[0]; }
}
@compute @workgroup_size(${sumWidth})
fn ${total}(@builtin(local_invocation_index) thread: u32) {
  var sum = 0f;
  for (var i = thread; i < ${workgroups}u; i += ${sumWidth}u) { sum += work[${first}u + i]; }${meet}
  if (thread == 0u) { work[${index}u] = parts[0]; }
}
`;
  return { pieces, total, workgroups, code };
}

/** Leaves 1 in the flag where a value of the state has an exponent of all ones: infinite or NaN, told by its bits. */
export function flagKernel({ grid, state, sums }: Plan, arrangement: Arrangement, copy: 0 | 1) {
  const entry = `flag_${copy}`;
  const looks = state[copy].map((plane) => {
    const { buffer, start } = arrangement.places[plane]!;
    return `    found = found || !is_finite(planes${buffer}[${start}u + i]);`;
  });
  const code = `
@compute @workgroup_size(${sumWidth})
fn ${entry}(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  var found = false;
  for (var i = id.x; i < ${grid.cells}u; i += groups.x * ${sumWidth}u) {
${looks.join("\n")}
  }
  if (found) { work[${sums.length}u] = 1f; }
}
`;
  return { entry, code };
}

/** Workgroups of the kernel that sets the flag. */
export const flagWorkgroups = (cells: number): number => Math.min(1024, Math.ceil(cells / sumWidth));
