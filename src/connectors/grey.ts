/**
 * Weights of red, green and blue in a grey value: the luminance of ITU-R BT.709 on the values as stored, in ten-thousandths, so
 * that equal channels give exactly their own value. All kinds of images share them, so that a picture has one grey in each.
 */
export const luminanceWeights = [2126, 7152, 722] as const;

/** The sum of the weights. */
export const luminanceWhole = 10000;

export const luminance = (red: number, green: number, blue: number): number =>
  (luminanceWeights[0] * red + luminanceWeights[1] * green + luminanceWeights[2] * blue) / luminanceWhole;

/**
 * Grey values 0 … 1 laid over white, or over black where the opaque parts are bright themselves and would be lost on it. An image of one colour
 * whose transparency alone draws the picture is read by that: opaque is bright.
 */
export function overGround<T extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(grey: T, alpha: T, warnings: string[]): T {
  if (isConstant(grey) && !isConstant(alpha)) {
    warnings.push("All pixels have one colour, so the picture was read from the transparency: opaque is bright.");
    return alpha;
  }
  if (!alpha.some((opacity) => opacity < 1)) return grey;
  const ground = meanOfOpaque(grey, alpha) > 0.5 ? 0 : 1;
  warnings.push(ground === 1 ? "Transparent parts were laid over white." : "Transparent parts were laid over black, for the opaque ones are bright.");
  return grey.map((value, i) => value * alpha[i]! + ground * (1 - alpha[i]!)) as T;
}

/** Mean grey weighted by opacity; 0 where nothing is opaque. */
function meanOfOpaque(grey: Float32Array | Float64Array, alpha: Float32Array | Float64Array): number {
  let [sum, whole] = [0, 0];
  for (let i = 0; i < grey.length; i++) {
    sum += grey[i]! * alpha[i]!;
    whole += alpha[i]!;
  }
  return whole > 0 ? sum / whole : 0;
}

const isConstant = (values: Float32Array | Float64Array): boolean => values.every((value) => value === values[0]);
