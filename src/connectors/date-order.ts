/** Rows named one by one in a warning. */
const namedRows = 3;

/** A moment by the calendar, as a number that grows with time; only its order means anything. */
type Moment = number;
/** A date in both readings of its first two numbers, which are the same where the year comes first. Null where a reading is impossible. */
interface DateRead {
  dayFirst: Moment | null;
  monthFirst: Moment | null;
}

const clock = /(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?\s*([AP]M)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?/.source;
const yearFirst = new RegExp(`^(\\d{4})[-/.](\\d{1,2})(?:[-/.](\\d{1,2})${clock})?$`, "i");
const yearLast = new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})${clock}$`, "i");
const quarters = [/^(\d{4})[-: ]?Q([1-4])$/i, /^Q([1-4])[-/ ]?(\d{4})$/i] as const;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** 31 March 2020, 31-Mar-20, Mar 31, 2020 and Mar 2020, in English. */
const monthNamed = [/^(?:(\d{1,2})[ -])?([a-z]{3,9})\.?[ -]'?(\d{4}|\d{2})$/i, /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i] as const;

/** Reads 2020-03-31, 2020-03, 2020-03-31 12:30:00, 31/3/2020, 3/31/2020, 31.3.20, 31 March 2020 and quarters such as 1959Q1 or Q1 1959; null for other text. */
function readDate(text: string): DateRead | null {
  const iso = yearFirst.exec(text);
  if (iso) {
    const [, year, month, day = "1", ...time] = iso;
    return both(moment(Number(year), Number(month), Number(day), time));
  }
  const slashed = yearLast.exec(text);
  if (slashed) {
    const [, first, second, year, ...time] = slashed;
    const [a, b, y] = [Number(first), Number(second), fullYear(year!)];
    const read = { dayFirst: moment(y, b, a, time), monthFirst: moment(y, a, b, time) };
    return read.dayFirst === null && read.monthFirst === null ? null : read;
  }
  const [, dayBefore, itsMonth, itsYear] = monthNamed[0].exec(text) ?? [];
  if (itsMonth !== undefined) return both(moment(fullYear(itsYear!), monthOf(itsMonth), Number(dayBefore ?? 1), []));
  const [, before, dayAfter, after] = monthNamed[1].exec(text) ?? [];
  if (before !== undefined) return both(moment(Number(after), monthOf(before), Number(dayAfter), []));
  const [, year, quarter] = quarters[0].exec(text) ?? [];
  const [, other, its] = quarters[1].exec(text) ?? [];
  if (year ?? its) return both(moment(Number(year ?? its), 3 * Number(quarter ?? other), 1, []));
  return null;
}

/** Of two digits, those from 70 on are of the last century. */
const fullYear = (year: string): number => Number(year) + (year.length === 2 ? (Number(year) < 70 ? 2000 : 1900) : 0);

/** 1 … 12; 0 for a word that is no month. */
const monthOf = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1;

const both = (at: Moment | null): DateRead | null => (at === null ? null : { dayFirst: at, monthFirst: at });

function moment(year: number, month: number, day: number, [h = "0", m = "0", s = "0", half]: readonly (string | undefined)[]): Moment | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
  return (((year * 12 + month) * 31 + day) * 24 + hour) * 3600 + Number(m) * 60 + Number(s.replace(",", "."));
}

export const isDate = (text: string): boolean => readDate(text) !== null;

/** How a sequence of moments runs. */
class Run {
  possible = true;
  /** Rows, with their text, that come before the row above them. */
  falls = 0;
  rises = 0;
  repeats = 0;
  firstFalls: string[] = [];
  firstRepeats: string[] = [];
  private before: Moment | null = null;

  push(at: Moment | null, text: string, row: number): void {
    if (at === null) {
      this.possible = false;
      return;
    }
    if (this.before === null || at > this.before) this.rises += this.before === null ? 0 : 1;
    else if (at === this.before) {
      if (this.repeats++ < namedRows) this.firstRepeats.push(`${row} (${text})`);
    } else if (this.falls++ < namedRows) this.firstFalls.push(`${row} (${text})`);
    this.before = at;
  }
}

/** Watches the labels of the rows go by: whether they are dates, in what order, and whether day and month can be told apart. */
export class DateOrder {
  private readonly dayFirst = new Run();
  private readonly monthFirst = new Run();
  private dates = 0;
  private others = 0;
  /** The first date whose day and month may be exchanged. */
  private twofold: string | null = null;

  /** @param row counted as the file's rows are, from 1. */
  push(text: string, row: number): void {
    const read = readDate(text);
    if (read === null) {
      if (text !== "") this.others++;
      return;
    }
    this.dates++;
    if (read.dayFirst !== read.monthFirst) this.twofold ??= text;
    this.dayFirst.push(read.dayFirst, text, row);
    this.monthFirst.push(read.monthFirst, text, row);
  }

  /** What there is to tell; nothing where the labels are no dates. */
  warnings(): string[] {
    if (this.dates < 2 || this.others > 0.1 * this.dates) return [];
    const { dayFirst, monthFirst, twofold } = this;
    if (!dayFirst.possible && !monthFirst.possible)
      return ["The dates are partly day/month and partly month/day, so their order cannot be told. Write them as year-month-day."];
    const inOrder = [dayFirst, monthFirst].filter((run) => run.possible && run.falls === 0);
    if (twofold !== null && dayFirst.possible && monthFirst.possible && inOrder.length !== 1)
      return [
        `"${twofold}" may be day/month or month/day, and no row decides it. The dates are kept as labels, as they are written; year-month-day would be clear.`,
        ...(inOrder.length === 0 ? ["In either reading the dates are not in order. Sort the rows by date."] : []),
      ];
    return orderOf(inOrder[0] ?? (dayFirst.possible ? dayFirst : monthFirst));
  }
}

function orderOf({ falls, rises, repeats, firstFalls, firstRepeats }: Run): string[] {
  const named = (first: readonly string[], all: number) => `${first.join(", ")}${all > first.length ? ` and ${all - first.length} more` : ""}`;
  if (falls > 0 && rises === 0)
    return [
      "The dates run backwards, the newest first. The rows are taken in the order of the file, so time runs backwards: sort them by date if that is not meant.",
    ];
  if (falls > 0)
    return [
      `The dates are not in order: earlier than the row above ${falls === 1 ? "is row" : "are rows"} ${named(firstFalls, falls)}. Sort the rows by date.`,
    ];
  if (repeats > 0)
    return [
      `${repeats === 1 ? "A date repeats" : "Dates repeat"}, in ${repeats === 1 ? "row" : "rows"} ${named(firstRepeats, repeats)}: several series may stand one below the other.`,
    ];
  return [];
}
