import { registry, type Registry } from "../../../src/core/define/registry";
import type { Kind } from "./kind";
import { run } from "./run";
import { sweep } from "./sweep";

/** What the queue carries out. */
export const kinds: Registry<Kind> = registry<Kind>("job kind", [run, sweep]);
