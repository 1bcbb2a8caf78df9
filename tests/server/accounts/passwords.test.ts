import { describe, expect, it } from "vitest";
import { checkPassword } from "../../../server/accounts/passwords";

const check = (password: string, email: string | null = null) => checkPassword(password, email);

describe("a password", () => {
  it.each([
    "a long enough password",
    "correct horse battery staple",
    "a lake with seven islands",
    "тиха вода греблі рве",
    "x9!Kd#2mQz7&",
    "Canada in the spring",
    // Twice what would do once.
    "vKq8mw3xTdvKq8mw3xTd",
  ])("may be %s", (password) => expect(() => check(password, "ada@example.org")).not.toThrow());
  it.each([
    ["short pass", /at least 12 characters/],
    ["x".repeat(257), /at most 256 characters/],
  ])("has a length: %s", (password, words) => expect(() => check(password)).toThrow(words));
  it.each([
    "aaaaaaaaaaaaaaaaaaaa",
    "passwordpassword",
    "password1234",
    "P@ssw0rd12345",
    "Password2026!!",
    "123456789012",
    "abcdefghijkl",
    "qwertyuiopasdf",
    "LKJHGFDSA4321",
    "йцукенгшщзхї",
    "парольпароль1",
    "abcxyzabcxyzabcxyz",
    "iloveyou2000",
    "ваниваниваниваниван",
  ])("is not what is guessed first: %s", (password) => expect(() => check(password)).toThrow(/expected 8 characters beside what is guessed first/));
  it.each(["ada.lovelace@example.org", "lovelace-ada1", "Lovelace Ada Example", "xx-Example-Ada"])(
    "is not made of the e-mail address: %s",
    (password) => expect(() => check(password, "ada.lovelace@example.org")).toThrow(/your e-mail address/),
  );
});
