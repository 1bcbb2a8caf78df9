import { toRecord } from "../../src/core/errors";
import { tasks, type Tasks } from "./tasks";

/** A thread of Node that carries out what requests wait for. Errors cross as records. */
export async function carryOut({ name, input }: { name: keyof Tasks; input: unknown }): Promise<unknown> {
  try {
    return { value: await (tasks[name] as (given: unknown) => Promise<unknown>)(input) };
  } catch (error) {
    return { error: toRecord(error) };
  }
}
