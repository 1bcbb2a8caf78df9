import { z } from "zod";

/** One setting of the server: its variable, what it may hold, and in words what it does. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  variable: `MFN_${string}`;
  schema: S;
  doc: string;
  /** Takes effect in a running server; what is not hot waits for a restart. */
  hot: boolean;
  /** Never printed, logged or kept. */
  secret: boolean;
}

export interface Traits {
  hot?: true;
  secret?: true;
}

export const hot: Traits = { hot: true };
export const secret: Traits = { secret: true };

export const setting = <S extends z.ZodType>(variable: `MFN_${string}`, schema: S, doc: string, traits: Traits = {}): Setting<S> => ({
  variable,
  schema,
  doc,
  hot: traits.hot ?? false,
  secret: traits.secret ?? false,
});

/** A number; a variable brings it as text. Nothing else is taken for one, such as true for 1. */
export const numeric = (error: string, checked: (number: z.ZodNumber) => z.ZodNumber) =>
  z.preprocess((given) => (typeof given === "string" && given.trim() !== "" ? Number(given) : given), checked(z.number({ error })));

const whole = "expected a whole number, 1 or more";

/** 1, 2, … */
export const count = numeric(whole, (number) => number.int(whole).min(1, whole));

const wholeOrZero = "expected a whole number, 0 or more";

/** 0, 1, 2, … */
export const wholeOrNone = numeric(wholeOrZero, (number) => number.int(wholeOrZero).min(0, wholeOrZero));

const fraction = "expected a number from 0 to 1";

/** A share, 0 … 1. */
export const share = numeric(fraction, (number) => number.min(0, fraction).max(1, fraction));

const words: Record<string, boolean> = { true: true, yes: true, on: true, 1: true, false: false, no: false, off: false, 0: false };

/** True or false; a variable may say yes, on and 1 as well. */
export const flag = z.preprocess(
  (given) => (typeof given === "string" ? (words[given.toLowerCase()] ?? given) : given),
  z.boolean({ error: "expected true or false" }),
);

/** A level of the log; MFN v4.1 writes INFO, WARNING and CRITICAL. */
export const level = z.preprocess(
  (given) =>
    typeof given === "string"
      ? given
          .toLowerCase()
          .replace(/^warning$/, "warn")
          .replace(/^critical$/, "fatal")
      : given,
  z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
);

export const text = z.string().min(1);

/** As MFN v4.1 has them. */
export const apiKey = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/, "expected 20 to 64 letters, digits, _ and -");

const portNumber = "expected a port, 0 to 65535";

export const portOrAny = numeric(portNumber, (number) => number.int(portNumber).min(0, portNumber).max(65_535, portNumber));

/** Several values: a list in a file, commas between them in a variable. */
export const list = z
  .union([z.string(), z.array(z.string())], { error: "expected a list, in a variable separated by commas" })
  .transform((given) => (typeof given === "string" ? given.split(",") : given).map((item) => item.trim()).filter((item) => item !== ""));
