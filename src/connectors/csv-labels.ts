import { DateOrder } from "./date-order";

/** Rows whose labels are kept: with more, texts would weigh more than the numbers. */
export const mostLabels = 2 ** 20;
/** From this length on engines keep a part of a text as a view of the whole: of the piece of the file that it stood in. */
const viewLength = 13;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What stands before each row: the texts, and what there is to tell of dates among them. */
export class CsvLabels {
  private texts: string[] = [];
  private count = 0;
  private readonly order = new DateOrder();

  push(text: string, row: number): void {
    this.order.push(text, row);
    if (this.count++ < mostLabels) this.texts.push(text.length < viewLength ? text : decoder.decode(encoder.encode(text)));
    else this.texts = [];
  }

  /** Null where there are too many. */
  get all(): string[] | null {
    return this.count > mostLabels ? null : this.texts;
  }

  warnings(): string[] {
    const told = this.order.warnings();
    return this.all ? told : [...told, `Of more than ${mostLabels} rows the labels are not kept; rows are named by their number.`];
  }
}
