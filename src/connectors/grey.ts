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
 * Grey values 0 … 1 laid over white. An image of one colour whose transparency alone draws the picture is read by that: opaque
 * is bright.
 */
export function overWhite<T extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(grey: T, alpha: T, warnings: string[]): T {
  if (isConstant(grey) && !isConstant(alpha)) {
    warnings.push("All pixels have one colour, so the picture was read from the transparency: opaque is bright.");
    return alpha;
  }
  if (!alpha.some((opacity) => opacity < 1)) return grey;
  warnings.push("Transparent parts were laid over white.");
  return grey.map((value, i) => value * alpha[i]! + 1 - alpha[i]!) as T;
}

const isConstant = (values: Float32Array | Float64Array): boolean => values.every((value) => value === values[0]);
