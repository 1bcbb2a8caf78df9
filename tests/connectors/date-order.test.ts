import { describe, expect, it } from "vitest";
import { DateOrder, isDate } from "../../src/connectors/date-order";

function told(dates: readonly string[]): string {
  const order = new DateOrder();
  dates.forEach((date, i) => order.push(date, i + 2));
  return order.warnings().join(" ");
}

describe("dates before rows", () => {
  it.each([
    "2020-03-31",
    "2020-03",
    "2020/3/1",
    "2020-03-31 12:30:00",
    "2020-03-31T12:30:00.125Z",
    "2020-03-31 12:30:00+02:00",
    "31/3/2020",
    "3/31/2020 1:05 PM",
    "31.03.20",
    "1959Q1",
    "1959-Q4",
    "Q2 1960",
    "31 March 2020",
    "31-Mar-20",
    "Mar 31, 2020",
    "Jan 2000",
  ])("knows %s", (text) => expect(isDate(text)).toBe(true));

  it.each(["", "Bern", "1959", "2020-13-01", "32/13/2020", "1.5", "12:30", "1959Q5", "1234-56-78-90", "Bern 2020", "room 12"])(
    "does not take %j for one",
    (text) => expect(isDate(text)).toBe(false),
  );

  it.each([
    [["2020-01-31", "2020-02-29", "2020-03-31"]],
    [["1959Q4", "1960Q1", "1960Q2"]],
    [["Dec 1 1999", "Jan 1 2000", "Apr 1 2000"]],
    [["30/12/2019", "31/12/2019", "01/01/2020"]],
    [["12/30/2019", "12/31/2019", "1/1/2020"]],
    [["1/1/2020 11:00 AM", "1/1/2020 12:30 PM", "1/1/2020 1:00 PM", "1/13/2020 1:00 AM"]],
  ])("has nothing to say of %j", (dates) => expect(told(dates)).toBe(""));

  it("takes day and month as the order of the rows has them, where only one reading is in order", () =>
    expect(told(["05/01/2020", "02/02/2020", "01/03/2020"])).toBe(""));

  it("tells where day and month cannot be told apart", () =>
    expect(told(["01/02/2020", "02/03/2020", "03/04/2020"])).toMatch(/"01\/02\/2020" may be day\/month or month\/day/));

  it("tells where some rows have the day first and others the month", () =>
    expect(told(["13/01/2020", "01/14/2020"])).toMatch(/partly day\/month and partly/));

  it("tells of rows that run backwards", () => expect(told(["2020-03-01", "2020-02-01", "2020-01-01"])).toMatch(/run backwards, the newest first/));

  it("names the rows that are out of order, and those that repeat", () => {
    expect(told(["2020-01-01", "2020-03-01", "2020-02-01", "2020-04-01"])).toMatch(/earlier than the row above is row 4 \(2020-02-01\)/);
    expect(told(["2020-01-01", "2020-01-01", "2020-02-01"])).toMatch(/A date repeats, in row 3 \(2020-01-01\)/);
  });

  it("says nothing of labels that are no dates", () => expect(told(["Rome", "Bern", "2020-01-01", "Oslo"])).toBe(""));
});
