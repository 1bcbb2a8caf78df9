import { WorkbenchError } from "../../../core/errors";
import type { Plan, PlaneId } from "../plan/plan";
import type { Arrangement } from "./arrangement";
import { computeStage, mapForReading, usage, type HeldDevice } from "./device";
import type { Shader } from "./emit";
import { blockBytes } from "./numbers";
import { flagWorkgroups } from "./survey-code";

/** Blocks of numbers on the device at a time: passes of one submission. */
const mostBlocks = 1024;
const mostBlockBytes = 2 ** 22;

type Values = Float32Array<ArrayBuffer>;

/** A plan on a device: its planes and kernels. Every wait rejects, or never ends well, once the device is lost; see `HeldDevice.lost`. */
export class DeviceProgram {
  /** Steps that fit into one submission. */
  readonly mostSteps: number;
  private readonly device: GPUDevice;
  private readonly plan: Plan;
  private readonly shader: Shader;
  private readonly arrangement: Arrangement;
  private readonly pipelines: ReadonlyMap<string, GPUComputePipeline>;
  private readonly planes: readonly GPUBuffer[];
  private readonly work: GPUBuffer;
  private readonly blocks: GPUBuffer;
  private readonly stride: number;
  private readonly group: GPUBindGroup;

  private constructor(
    device: GPUDevice,
    plan: Plan,
    shader: Shader,
    arrangement: Arrangement,
    layout: GPUBindGroupLayout,
    pipelines: ReadonlyMap<string, GPUComputePipeline>,
  ) {
    this.device = device;
    this.plan = plan;
    this.shader = shader;
    this.arrangement = arrangement;
    this.pipelines = pipelines;
    this.stride = blockBytes(shader.numbers.length);
    const perStep = plan.passes[0].length * this.stride;
    this.mostSteps = Math.max(1, Math.floor(Math.min(mostBlocks * this.stride, mostBlockBytes) / perStep));
    const storage = usage.storage | usage.copySource | usage.copyTarget;
    this.planes = arrangement.buffers.map((values) => device.createBuffer({ size: values * 4, usage: storage }));
    this.work = device.createBuffer({ size: shader.work * 4, usage: storage });
    this.blocks = device.createBuffer({ size: this.mostSteps * perStep, usage: usage.uniform | usage.copyTarget });
    const resources = [{ buffer: this.blocks, size: this.stride }, { buffer: this.work }, ...this.planes.map((buffer) => ({ buffer }))];
    this.group = device.createBindGroup({ layout, entries: resources.map((resource, binding) => ({ binding, resource })) });
  }

  /** @throws WorkbenchError `backend/unavailable` when the device has no room. */
  static async build({ device }: HeldDevice, plan: Plan, shader: Shader, arrangement: Arrangement): Promise<DeviceProgram> {
    const module = device.createShaderModule({ code: shader.code });
    const layout = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: computeStage, buffer: { type: "uniform", hasDynamicOffset: true } },
        ...["work", ...arrangement.buffers].map((_, i) => ({ binding: i + 1, visibility: computeStage, buffer: { type: "storage" as const } })),
      ],
    });
    const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
    const entries = new Set([...shader.passes.flat(), ...shader.sums.flatMap(({ pieces, total }) => [pieces, total]), ...shader.flags]);
    const compiled = [...entries].map(async (entryPoint) => {
      const pipeline = await device.createComputePipelineAsync({ layout: pipelineLayout, compute: { module, entryPoint } });
      return [entryPoint, pipeline] as const;
    });
    const pipelines = new Map(await Promise.all(compiled).catch((error: unknown) => explain(module, error)));
    device.pushErrorScope("out-of-memory");
    const program = new DeviceProgram(device, plan, shader, arrangement, layout, pipelines);
    if (await device.popErrorScope()) {
      program.dispose();
      const sentence = "the graphics processor has no room for this run. Use a smaller grid or compute on the processor";
      throw new WorkbenchError("backend/unavailable", [], sentence);
    }
    return program;
  }

  /** Sets a plane; without values, to zeros. */
  write(plane: PlaneId, values: Values | null): void {
    const { buffer, start } = this.arrangement.places[plane]!;
    const cells = values ?? new Float32Array(this.plan.grid.cells);
    this.device.queue.writeBuffer(this.planes[buffer]!, start * 4, cells);
  }

  /**
   * Submits steps; `blocks` hold the numbers of their passes, as `Blocks.write` gives them.
   * @returns when they are done.
   */
  async run(copy: 0 | 1, steps: number, blocks: Uint8Array<ArrayBuffer>): Promise<void> {
    const { device, plan, shader } = this;
    device.pushErrorScope("validation");
    device.queue.writeBuffer(this.blocks, 0, blocks);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const { nx, ny, nz } = plan.grid;
    const [width, height, depth] = shader.workgroup;
    let offset = 0;
    for (let s = 0; s < steps; s++) {
      const now = (plan.swaps ? (copy + s) & 1 : copy) as 0 | 1;
      if (offset === blocks.length) offset = 0;
      for (const [p, { sums }] of plan.passes[now].entries()) {
        pass.setBindGroup(0, this.group, [offset]);
        pass.setPipeline(this.pipelines.get(shader.passes[now][p]!)!);
        pass.dispatchWorkgroups(Math.ceil(nx / width), Math.ceil(ny / height), Math.ceil(nz / depth));
        for (const sum of sums) this.sum(pass, sum);
        offset += this.stride;
      }
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    const [error] = await Promise.all([device.popErrorScope(), device.queue.onSubmittedWorkDone()]);
    if (error) throw new Error(`the graphics processor refused a kernel: ${error.message}`);
  }

  /** Copies of planes. */
  read(planes: readonly PlaneId[]): Promise<Values[]> {
    const bytes = this.plan.grid.cells * 4;
    const encode = (encoder: GPUCommandEncoder, target: GPUBuffer) => {
      for (const [i, plane] of planes.entries()) {
        const { buffer, start } = this.arrangement.places[plane]!;
        encoder.copyBufferToBuffer(this.planes[buffer]!, start * 4, target, i * bytes, bytes);
      }
    };
    return this.fetch(bytes * planes.length, encode, (all) => planes.map((_, i) => new Float32Array(all.slice(i * bytes, (i + 1) * bytes))));
  }

  /** Whether every value of the state in a copy is finite: four bytes are read back. */
  allFinite(copy: 0 | 1): Promise<boolean> {
    const flag = this.plan.sums.length * 4;
    this.device.queue.writeBuffer(this.work, flag, new Float32Array(1));
    const encode = (encoder: GPUCommandEncoder, target: GPUBuffer) => {
      const pass = encoder.beginComputePass();
      pass.setBindGroup(0, this.group, [0]);
      pass.setPipeline(this.pipelines.get(this.shader.flags[copy])!);
      pass.dispatchWorkgroups(flagWorkgroups(this.plan.grid.cells));
      pass.end();
      encoder.copyBufferToBuffer(this.work, flag, target, 0, 4);
    };
    return this.fetch(4, encode, (found) => new Float32Array(found)[0] === 0);
  }

  dispose(): void {
    for (const buffer of [...this.planes, this.work, this.blocks]) buffer.destroy();
  }

  private sum(pass: GPUComputePassEncoder, index: number): void {
    const { pieces, total, workgroups } = this.shader.sums[index]!;
    pass.setPipeline(this.pipelines.get(pieces)!);
    pass.dispatchWorkgroups(workgroups);
    pass.setPipeline(this.pipelines.get(total)!);
    pass.dispatchWorkgroups(1);
  }

  private async fetch<T>(
    bytes: number,
    encode: (encoder: GPUCommandEncoder, target: GPUBuffer) => void,
    take: (bytes: ArrayBuffer) => T,
  ): Promise<T> {
    const target = this.device.createBuffer({ size: bytes, usage: usage.mapRead | usage.copyTarget });
    try {
      const encoder = this.device.createCommandEncoder();
      encode(encoder, target);
      this.device.queue.submit([encoder.finish()]);
      await target.mapAsync(mapForReading);
      return take(target.getMappedRange());
    } finally {
      target.destroy();
    }
  }
}

async function explain(module: GPUShaderModule, error: unknown): Promise<never> {
  const { messages } = await module.getCompilationInfo();
  const faults = messages.filter(({ type }) => type === "error").map(({ lineNum, message }) => `line ${lineNum}: ${message}`);
  throw new Error(`the graphics processor cannot compile the model: ${faults.join("; ") || String(error)}`);
}
