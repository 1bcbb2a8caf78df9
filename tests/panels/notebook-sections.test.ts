import { describe, expect, it } from "vitest";
import type { QuestionOutput } from "../../src/notebook/cell-output";
import { aimOf, plainTitle, questionsOf, rightAnswers, sectionsOf } from "../../src/panels/notebook-sections";

const text = (id: string, source: string) => ({ id, kind: "markdown" as const, source });
const code = (id: string) => ({ id, kind: "code" as const, source: "1" });

describe("sections", () => {
  it("reach from a heading of the second level to the cell before the next", () =>
    expect(sectionsOf([text("1", "# Title\n\nWords"), text("2", "## One"), code("3"), text("4", "## Two\n\n### Part"), code("5")])).toEqual([
      { title: "One", last: "3" },
      { title: "Two", last: "5" },
    ]));

  it("in one cell end where that cell ends", () =>
    expect(sectionsOf([text("1", "## One\n\n## Two"), code("2")])).toEqual([
      { title: "One", last: "2" },
      { title: "Two", last: "2" },
    ]));

  it("are none without headings", () => expect(sectionsOf([code("1")])).toEqual([]));

  it("have names without the marks of formulas", () => expect(plainTitle({ title: "The **range** of $k$" })).toBe("The range of k"));
});

describe("the aim of a notebook", () => {
  it("is the paragraph that says what one will be able to do", () =>
    expect(aimOf([text("1", "# Title\n\nYou will be able to derive **when**\na pattern forms.\n\nMore.")])).toBe(
      "You will be able to derive when a pattern forms.",
    ));

  it("is empty where nothing says so", () => expect(aimOf([text("1", "# Title"), code("2")])).toBe(""));
});

describe("questions", () => {
  const question: QuestionOutput = { kind: "question", ask: "Which?", options: ["a", "b"], answer: 1, why: "" };

  it("are those that cells show", () =>
    expect(questionsOf([{ outputs: [question] }, { outputs: [{ kind: "text", text: "1", tone: "value" }] }])).toEqual([question]));

  it("count when they are answered rightly", () => {
    expect(rightAnswers([question], { read: [], answered: { "Which?": 1 } })).toBe(1);
    expect(rightAnswers([question], { read: [], answered: { "Which?": 0 } })).toBe(0);
    expect(rightAnswers([question], { read: [], answered: {} })).toBe(0);
  });
});
