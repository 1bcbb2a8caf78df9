/** An image of rows. */
interface Plane<T> {
  rows: number;
  columns: number;
  values: T;
}

/**
 * Turns an image the way its file says that it is to be looked at.
 * @param orientation 1 … 8 of TIFF 6.0 and Exif: where the first row and the first column belong; 1 is as stored, and so is
 * whatever is none of these.
 */
export function turned<T extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(plane: Plane<T>, orientation: number): Plane<T> {
  if (!(Number.isInteger(orientation) && orientation >= 2 && orientation <= 8)) return plane;
  const { rows, columns, values } = plane;
  // From 5 on the stored rows are columns of the picture.
  const swapped = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const [newRows, newColumns] = swapped ? [columns, rows] : [rows, columns];
  const out = values.slice() as T;
  for (let y = 0; y < newRows; y++) {
    for (let x = 0; x < newColumns; x++) {
      const [row, column] = swapped ? [x, y] : [y, x];
      out[y * newColumns + x] = values[(fromBottom ? rows - 1 - row : row) * columns + (fromRight ? columns - 1 - column : column)]!;
    }
  }
  return { rows: newRows, columns: newColumns, values: out };
}
