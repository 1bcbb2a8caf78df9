/** Values held in one piece. */
const pieceLength = 2 ** 16;

/** Numbers of which nobody knows how many will come: pieces of fixed length, so that growing copies nothing. */
export class NumberColumn {
  private full: Float64Array<ArrayBuffer>[] = [];
  private piece = new Float64Array(pieceLength);
  private used = 0;

  get length(): number {
    return this.full.length * pieceLength + this.used;
  }

  push(value: number): void {
    if (this.used === pieceLength) {
      this.full.push(this.piece);
      this.piece = new Float64Array(pieceLength);
      this.used = 0;
    }
    this.piece[this.used++] = value;
  }

  /** The numbers in one array; the column is empty after it. */
  take(): Float64Array<ArrayBuffer> {
    const values = new Float64Array(this.length);
    this.full.forEach((piece, i) => values.set(piece, i * pieceLength));
    values.set(this.piece.subarray(0, this.used), this.full.length * pieceLength);
    this.full = [];
    this.used = 0;
    return values;
  }
}
