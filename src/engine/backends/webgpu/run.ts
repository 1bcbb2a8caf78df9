import type { Backend } from "../../../core/backend";
import { plain } from "../plain/run";
import { holdDevice } from "./device";
import { compareOnKnownField } from "./known-field";
import { startOnDevice } from "./simulation";

/** Whether there is a device that computes rightly: found out by letting it compute, not by asking what it can do. */
export type DeviceAbility = { able: true; device: string; software: boolean } | { able: false; because: string };

interface DeviceWish {
  /** Take an adapter that computes on the main processor, which is right but slow: where WebGPU is asked for by name, and in tests. */
  allowSoftware?: boolean;
}

const tried = new Map<boolean, Promise<DeviceAbility>>();

/** Tried once in a session; the answer is kept. Never rejects. */
export function probe({ allowSoftware = false }: DeviceWish = {}): Promise<DeviceAbility> {
  const before = tried.get(allowSoftware);
  if (before) return before;
  const asked = tryOut(allowSoftware);
  tried.set(allowSoftware, asked);
  return asked;
}

/**
 * The graphics processor as a back end, or why there is none, in words. It computes in single precision, within
 * `agreement` of the other back ends and not to the bit. `start` rejects with `spec/unsupported` for double precision and methods that
 * choose their steps or work in Fourier space, with `backend/unavailable` for a run that is too large. Of a simulation, every call rejects with
 * `backend/unavailable` when the device is lost and none is to be had in its place.
 */
export async function findWebGpu(wish: DeviceWish = {}): Promise<Backend | string> {
  const ability = await probe(wish);
  if (!ability.able) return ability.because;
  return {
    id: "webgpu",
    title: `WebGPU on ${ability.device}`,
    exact: false,
    threads: 1,
    start: (model, spec, initial, arrays) => startOnDevice(model, spec, initial, arrays, wish.allowSoftware ?? false),
  };
}

async function tryOut(allowSoftware: boolean): Promise<DeviceAbility> {
  try {
    const { words, software } = await holdDevice(allowSoftware);
    const fault = await compareOnKnownField(
      (model, spec, initial) => startOnDevice(model, spec, initial, undefined, allowSoftware),
      (model, spec, initial) => plain.start(model, spec, initial),
    );
    return fault === null ? { able: true, device: words, software } : { able: false, because: `"${words}" computes wrongly: ${fault}` };
  } catch (error) {
    return { able: false, because: error instanceof Error ? error.message : String(error) };
  }
}
