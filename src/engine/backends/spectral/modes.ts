import type { ComplexArray } from "../../../core/field/spectral-fft";
import type { ModeTable } from "../../../core/field/spectral-weights";
import type { OperatorSymbol } from "./symbols";

/** out = table ∘ x, mode by mode. */
export function multiply(out: ComplexArray, table: ModeTable, x: ComplexArray): void {
  const { re, im } = table;
  if (!im) {
    for (let i = 0; i < re.length; i++) {
      out.re[i] = re[i]! * x.re[i]!;
      out.im[i] = re[i]! * x.im[i]!;
    }
    return;
  }
  for (let i = 0; i < re.length; i++) {
    const a = x.re[i]!;
    const b = x.im[i]!;
    out.re[i] = re[i]! * a - im[i]! * b;
    out.im[i] = re[i]! * b + im[i]! * a;
  }
}

/** out += factor · table ∘ x. */
export function addMultiplied(out: ComplexArray, table: ModeTable, x: ComplexArray, factor = 1): void {
  const { re, im } = table;
  if (!im) {
    for (let i = 0; i < re.length; i++) {
      const c = factor * re[i]!;
      out.re[i]! += c * x.re[i]!;
      out.im[i]! += c * x.im[i]!;
    }
    return;
  }
  for (let i = 0; i < re.length; i++) {
    const a = factor * x.re[i]!;
    const b = factor * x.im[i]!;
    out.re[i]! += re[i]! * a - im[i]! * b;
    out.im[i]! += re[i]! * b + im[i]! * a;
  }
}

/** out += factor · x. */
export function addScaled(out: ComplexArray, x: ComplexArray, factor: number): void {
  for (let i = 0; i < out.re.length; i++) {
    out.re[i]! += factor * x.re[i]!;
    out.im[i]! += factor * x.im[i]!;
  }
}

/** out += factor · symbol ∘ x. */
export function addOperated(out: ComplexArray, { values, imaginary }: OperatorSymbol, x: ComplexArray, factor: number): void {
  if (!imaginary) return addMultiplied(out, { re: values, im: null }, x, factor);
  for (let i = 0; i < values.length; i++) {
    const c = factor * values[i]!;
    out.re[i]! -= c * x.im[i]!;
    out.im[i]! += c * x.re[i]!;
  }
}

export function clearModes({ re, im }: ComplexArray): void {
  re.fill(0);
  im.fill(0);
}

export function copyModes(from: ComplexArray, to: ComplexArray): void {
  to.re.set(from.re);
  to.im.set(from.im);
}

export const cloneModes = ({ re, im }: ComplexArray): ComplexArray => ({ re: re.slice(), im: im.slice() });

/** Modes that have died out become 0 before denormal numbers slow every later step. */
export function flushModes({ re, im }: ComplexArray, floor: number): void {
  for (let i = 0; i < re.length; i++) {
    if (Math.abs(re[i]!) < floor) re[i] = 0;
    if (Math.abs(im[i]!) < floor) im[i] = 0;
  }
}
