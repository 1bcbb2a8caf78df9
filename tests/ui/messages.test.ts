import { describe, expect, it } from "vitest";
import { english } from "../../src/messages/en";
import { ukrainian } from "../../src/messages/uk/index";
import { calledMessages, constantMessages, writtenIn } from "../support/messages";
import { registryMessages } from "../support/registry-messages";
import { untranslatedIn } from "../support/untranslated";

const called = calledMessages("src");
const constants = new Map(["src/panels", "src/views", "src/app", "src/state"].flatMap((folder) => [...constantMessages(folder)]));
/** Proper names of colour maps stand as they are in every language. */
const namesOfMaps = /colour-maps\.ts$/;

const plurals = ["one", "few", "many", "other"];
const names = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!))].toSorted();
const messageOf = (key: string) => key.replace(/_(one|few|many|other)$/, "");

describe("the English catalogue", () => {
  it("holds singulars of messages that count, and nothing else", () =>
    expect(Object.keys(english).filter((key) => !/_one$/.test(key) || !called.get(messageOf(key))?.counts)).toEqual([]));

  it("fills in the same names as the messages, or leaves some out", () =>
    expect(Object.entries(english).filter(([key, text]) => names(text).some((name) => !names(messageOf(key)).includes(name)))).toEqual([]));
});

describe("the Ukrainian catalogue", () => {
  it("has every message that is called for, those that count in every plural", () => {
    const keys = [...called].flatMap(([message, { counts }]) => (counts ? plurals.map((form) => `${message}_${form}`) : [message]));
    expect(keys.filter((key) => ukrainian[key] === undefined)).toEqual([]);
  });

  it("has every text of a constant that is shown", () =>
    expect([...constants].filter(([text, { file }]) => !namesOfMaps.test(file) && ukrainian[text] === undefined).map(([text]) => text)).toEqual([]));

  it.each(Object.entries(registryMessages))("has every title and sentence of %s", (_, texts) =>
    expect([...new Set(texts)].filter((text) => ukrainian[text] === undefined)).toEqual([]),
  );

  it("fills in the same names as the messages; one or a few may be said in words", () => {
    const wrong = Object.entries(ukrainian).filter(([key, text]) => {
      const [own, given] = [names(text), names(messageOf(key))];
      const inWords: string[] = /_(one|few)$/.test(key) ? given.filter((name) => name === "count" || name === "n") : [];
      return own.some((name) => !given.includes(name)) || given.some((name) => !own.includes(name) && !inWords.includes(name));
    });
    expect(wrong).toEqual([]);
  });

  it("has nothing that is said nowhere", () => {
    const said = writtenIn("src");
    const all = new Set(Object.values(registryMessages).flat());
    expect(Object.keys(ukrainian).filter((key) => !all.has(key) && !said(key) && !said(messageOf(key)))).toEqual([]);
  });
});

describe("what a person reads", () => {
  it.each(["src/panels", "src/app", "src/views", "src/ui"])("is translated in %s", (folder) => expect(untranslatedIn(folder)).toEqual([]));
});
