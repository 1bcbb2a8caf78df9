import { afterEach, describe, expect, it } from "vitest";
import { inEnglish, languageOf, speak, t } from "../../src/ui/text";

afterEach(() => speak("en"));

describe("the language of a visitor", () => {
  it("is the first of theirs that is spoken here", () => expect(languageOf(["de-DE", "uk-UA", "en"])).toBe("uk"));
  it("is English where none is", () => expect(languageOf(["de", "fr-CA"])).toBe("en"));
});

describe("messages", () => {
  it("are English by themselves, with a singular where one is written", () => {
    expect(t("Step {{step}} of {{target}}", { step: 3, target: "1 000" })).toBe("Step 3 of 1 000");
    expect([1, 2].map((count) => t("{{count}} runs", { count }))).toEqual(["1 run", "2 runs"]);
  });

  it("have the four plurals of Ukrainian", async () => {
    await speak("uk");
    const said = [1, 21, 3, 5, 11, 1.5].map((count) => t("{{count}} models", { count }));
    expect(said).toEqual(["1 модель", "21 модель", "3 моделі", "5 моделей", "11 моделей", "1.5 моделі"]);
  });

  it("stand in English without a translation, and in files", async () => {
    await speak("uk");
    expect(t("at t = 3: no such words. {{a}}", { a: "<b>" })).toBe("at t = 3: no such words. <b>");
    expect(inEnglish("radians per {{unit}}", { unit: "µm" })).toBe("radians per µm");
  });

  it("are those of the language asked for last", async () => {
    await Promise.all([speak("uk"), speak("en")]);
    expect(t("Run")).toBe("Run");
  });
});
