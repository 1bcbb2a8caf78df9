import type { Family } from "./family";

export interface QuestionApi {
  question(asked: { ask: string; options: readonly string[]; answer: string | number; why: string }): void;
}

/** Questions to check one's understanding; the page tells at once whether an answer is right, and why. */
export const questionFamily: Family<QuestionApi> = ({ put }) => ({
  question({ ask, options, answer, why }) {
    const right = typeof answer === "number" ? answer : options.indexOf(answer);
    if (options[right] === undefined)
      throw new RangeError(
        `question: the answer ${JSON.stringify(answer)} is none of the options: ${options.map((option) => JSON.stringify(option)).join(", ")}`,
      );
    put({ kind: "question", ask, options: [...options], answer: right, why });
  },
});
