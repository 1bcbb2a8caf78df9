import { parse } from "yaml";
import { nearest, WorkbenchError } from "../../src/core/errors";
import { readAwsSecret } from "./aws-secrets";
import type { Environment } from "./environment";
import { readSecretFile } from "./secret-file";
import { readVaultSecret } from "./vault";

/** Names a secret: `vault:secret/data/mfn#database_url`, `aws:mfn/prod#key`, `file:/run/secrets/x`. What follows # is a key of the document there. */
export interface Reference {
  store: "vault" | "aws" | "file";
  name: string;
  key?: string;
}

const form = /^(vault|aws|file):([^#]+)(?:#(.+))?$/;

export function referenceOf(given: unknown): Reference | null {
  const [, store, name, key] = (typeof given === "string" && form.exec(given)) || [];
  return store === undefined || name === undefined ? null : { store: store as Reference["store"], name, ...(key !== undefined && { key }) };
}

/** What is known of a secret before one of its keys is chosen: text, or a document. */
type Secret = string | Record<string, unknown>;

export interface SecretReader {
  /** The text that a reference stands for. @throws WorkbenchError `usage` without any part of the secret. */
  value(reference: Reference): Promise<string>;
  /** All that the document holds. */
  document(reference: Reference): Promise<Record<string, unknown>>;
}

/** Reads each document once, however many of its keys are asked for. */
export function secretReader(env: Environment): SecretReader {
  const documents = new Map<string, Promise<Secret>>();
  const read = ({ store, name }: Reference): Promise<Secret> => {
    const id = `${store}:${name}`;
    const known = documents.get(id) ?? stores[store](name, env).catch((error: unknown) => Promise.reject(unreadable(id, error)));
    documents.set(id, known);
    return known;
  };
  const document = async (reference: Reference) => {
    const secret = await read(reference);
    const whole: unknown = typeof secret === "string" ? parsed(secret) : secret;
    if (typeof whole === "object" && whole !== null && !Array.isArray(whole)) return whole as Record<string, unknown>;
    throw unreadable(`${reference.store}:${reference.name}`, new Error("it holds no keys and values"));
  };
  return {
    document,
    async value(reference) {
      const { store, name, key } = reference;
      const secret = await read(reference);
      if (key === undefined && typeof secret === "string") return secret;
      const whole = await document(reference);
      const names = Object.keys(whole);
      if (key !== undefined && Object.hasOwn(whole, key)) return String(whole[key]);
      const guess = key === undefined ? undefined : nearest(key, names);
      const wanted =
        key === undefined ? `name one of its keys after a #` : `it has no key "${key}"${guess === undefined ? "" : `; did you mean "${guess}"`}`;
      throw unreadable(`${store}:${name}`, new Error(`${wanted}; it has ${names.join(", ")}`));
    },
  };
}

const stores: Record<Reference["store"], (name: string, env: Environment) => Promise<Secret>> = {
  vault: readVaultSecret,
  aws: readAwsSecret,
  file: readSecretFile,
};

/** JSON or YAML; a fault must not quote the secret. */
function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

const unreadable = (id: string, error: unknown): WorkbenchError =>
  error instanceof WorkbenchError
    ? error
    : new WorkbenchError("usage", [], `the secret ${id} cannot be read: ${error instanceof Error ? error.message : "unknown fault"}`);
