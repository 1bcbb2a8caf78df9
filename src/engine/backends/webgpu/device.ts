import { WorkbenchError } from "../../../core/errors";
import type { BindingLimits } from "./arrangement";

/** A device in use. All simulations of a thread share one. */
export interface HeldDevice {
  device: GPUDevice;
  /** What the browser tells about it. */
  words: string;
  /** Computes on the processor: right, and slow. */
  software: boolean;
  /** Resolves with the reason when the device is lost. */
  lost: Promise<string>;
  isLost(): boolean;
}

/** Bits of WebGPU's usage flags, which TypeScript's library does not have. */
export const usage = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, uniform: 0x40, storage: 0x80 } as const;
export const computeStage = 0x4;
export const mapForReading = 0x1;

/** Uniform and sums take a binding each. */
const bindingsBeside = 1;
const mostBindings = 16;
/** A device that was lost may take a moment to come back. */
const pausesMs = [0, 200, 1000];

const held = new Map<boolean, Promise<HeldDevice>>();

/**
 * The device that this thread computes on; another one after a loss.
 * @param allowSoftware take an adapter that computes on the processor: for tests.
 * @throws WorkbenchError `backend/unavailable` when there is none.
 */
export function holdDevice(allowSoftware: boolean): Promise<HeldDevice> {
  const before = held.get(allowSoftware);
  if (before) return before;
  const asked = requestDevice(allowSoftware);
  held.set(allowSoftware, asked);
  const forget = () => {
    if (held.get(allowSoftware) === asked) held.delete(allowSoftware);
  };
  asked.then(({ lost }) => lost.then(forget), forget);
  return asked;
}

/** As `holdDevice`, with some patience: after a loss. */
export async function holdAnotherDevice(allowSoftware: boolean): Promise<HeldDevice> {
  let reason: unknown;
  for (const pause of pausesMs) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return await holdDevice(allowSoftware);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

/** How much of a run's planes a kernel on the device may see. */
export function bindingLimits({ device: { limits } }: HeldDevice): BindingLimits {
  const bytes = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  return { values: Math.floor(bytes / 256) * 64, buffers: limits.maxStorageBuffersPerShaderStage - bindingsBeside };
}

async function requestDevice(allowSoftware: boolean): Promise<HeldDevice> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu as GPU | undefined;
  if (!gpu) throw unavailable("there is no WebGPU here; browsers have it on pages served over HTTPS or from this machine");
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw unavailable("WebGPU found no graphics processor that it may use");
  const { vendor, architecture, device: model, description, isFallbackAdapter } = adapter.info;
  const words = description || [vendor, architecture, model].filter(Boolean).join(" ") || "unnamed";
  const software = isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${words} ${architecture}`);
  if (software && !allowSoftware)
    throw unavailable(`the only graphics processor here ("${words}") is software on the main processor, slower than computing there directly`);
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxStorageBuffersPerShaderStage: Math.min(limits.maxStorageBuffersPerShaderStage, mostBindings),
    },
  });
  let gone = false;
  const lost = device.lost.then(({ message, reason }) => {
    gone = true;
    return message || reason;
  });
  return { device, words, software, lost, isLost: () => gone };
}

const unavailable = (sentence: string) => new WorkbenchError("backend/unavailable", [], sentence);
