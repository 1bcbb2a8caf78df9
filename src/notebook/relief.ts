/** Light from the upper left, half way up the sky, and the share that comes from all sides, so that colours are seen in the shade. */
const [azimuth, altitude, ambient] = [(315 * Math.PI) / 180, Math.PI / 4, 0.35];

/**
 * How brightly a surface shines under light from the upper left, 0…255: a part from all sides, the rest by the cosine between its normal and the
 * light, slopes by Horn's weights over the eight neighbours, the rim continued outwards. A level place has 206. What is not finite is taken for level.
 * @param heights of `rows` × `columns` cells, C order, in edges of a cell.
 * @see B. K. P. Horn, Hill shading and the reflectance map, Proc. IEEE 69 (1981) 14, doi:10.1109/PROC.1981.11918
 */
export function reliefLight(heights: Float64Array, rows: number, columns: number): Uint8Array {
  const at = (y: number, x: number) => heights[Math.min(rows - 1, Math.max(0, y)) * columns + Math.min(columns - 1, Math.max(0, x))]!;
  // Towards the light: x to the right, y down, z up.
  const [lx, ly, lz] = [Math.sin(azimuth) * Math.cos(altitude), -Math.cos(azimuth) * Math.cos(altitude), Math.sin(altitude)];
  return Uint8Array.from({ length: rows * columns }, (_, i) => {
    const [y, x] = [Math.floor(i / columns), i % columns];
    const side = (step: number) => at(y - 1, x + step) + 2 * at(y, x + step) + at(y + 1, x + step);
    const line = (step: number) => at(y + step, x - 1) + 2 * at(y + step, x) + at(y + step, x + 1);
    const [gx, gy] = [(side(1) - side(-1)) / 8, (line(1) - line(-1)) / 8];
    const cosine = (lz - gx * lx - gy * ly) / Math.hypot(1, gx, gy);
    return Math.round(255 * (ambient + (1 - ambient) * Math.max(0, Number.isFinite(cosine) ? cosine : lz)));
  });
}
