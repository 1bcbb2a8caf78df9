/** 2020-03-31, or 2020-03-31 12:30:05.25 where it is not midnight; a time without a zone, as most files have it, stays as it is. */
function inWords(milliseconds: number, nanoseconds: bigint): string {
  const iso = new Date(milliseconds).toISOString();
  const fraction = String(nanoseconds).padStart(9, "0").replace(/0+$/, "");
  const clock = `${iso.slice(11, 19)}${fraction === "" ? "" : `.${fraction}`}`;
  return clock === "00:00:00" ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}

const second = 1_000_000_000n;

/** @param since 1970, in nanoseconds. */
function moment(since: bigint): string {
  const fraction = ((since % second) + second) % second;
  return inWords(Number((since - fraction) / 1_000_000n), fraction);
}

/** Dates and times of Parquet as text that sorts by time. */
export const timeParsers = {
  timestampFromMilliseconds: (since: bigint) => moment(since * 1_000_000n),
  timestampFromMicroseconds: (since: bigint) => moment(since * 1_000n),
  timestampFromNanoseconds: (since: bigint) => moment(since),
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
};
