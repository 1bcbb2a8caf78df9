import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WorkbenchError, type ErrorRecord } from "../../src/core/errors";
import { refusal } from "../../src/engine/server-http";
import { refusalInWords } from "../../src/panels/server-refusal-words";
import { speak } from "../../src/ui/text";
import { refused, tooMany } from "../../server/refusals";

const record = (code: ErrorRecord["code"], message: string, detail: ErrorRecord["detail"] = {}): ErrorRecord => ({ code, message, path: [], detail });

it("an English page shows what the server says, without the names that things have on the wire", () => {
  const problem = record("usage", "At body.password: expected at least 12 characters", { reason: "weak-password" });
  expect(refusalInWords(problem, "en")).toEqual({ words: "Expected at least 12 characters." });
});

describe("a Ukrainian page", () => {
  beforeAll(() => speak("uk"));
  afterAll(() => speak("en"));

  it("says a refusal in its own words, by the reason that the server names", () => {
    const { code, message, path, detail } = tooMany(8, "too many attempts to sign in", "too-many-tries").toJSON();
    expect(refusalInWords({ code, message, path, detail: detail! }, "uk")).toEqual({ words: "Забагато спроб увійти; спробуйте знову через 8 с." });
  });
  it("shows the server's sentence too where that tells more: a name, a number, what to do", () => {
    const sentence = 'this needs the scope "admin", which script does not have';
    expect(refusalInWords(refused(sentence, [], "not-allowed").toJSON(), "uk")).toEqual({
      words: "Вам бракує прав на це.",
      more: 'This needs the scope "admin", which script does not have.',
    });
  });
  it("knows a code without a reason, or with one of a later server, and shows what it does not know as it is", () => {
    const full = "your jobs have left 9 bytes, and this server keeps 8 for each user";
    expect(refusalInWords(record("storage/full", full, { limit: 8, actual: 9 }), "uk").words).toBe("Для цього вже немає місця.");
    expect(refusalInWords(record("server/refused", "not on Sundays", { reason: "sunday" }), "uk")).toEqual({
      words: "Сервер у цьому відмовляє.",
      more: "Not on Sundays.",
    });
    expect(refusalInWords(record("grid/invalid", "the grid is too small"), "uk")).toEqual({ words: "The grid is too small." });
  });
});

it("a reason comes through with the server's answer", async () => {
  const problem = { code: "server/unauthorised", detail: "your session has ended; sign in again", path: [], facts: { reason: "session-over" } };
  const error = await refusal(new Response(JSON.stringify(problem), { status: 401 }), "http://lab");
  expect(error).toBeInstanceOf(WorkbenchError);
  expect(error.detail).toEqual({ reason: "session-over" });
});
