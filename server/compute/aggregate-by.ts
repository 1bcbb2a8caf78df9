import { z } from "zod";
import { completeValues } from "../../src/core/define/params";
import { WorkbenchError } from "../../src/core/errors";
import { aggregators } from "../../src/core/learning/aggregators/index";

export const aggregateByBody = z.strictObject({
  rule: z.string().max(100).describe("One of GET /api/v1/aggregators."),
  updates: z.array(z.array(z.number()).min(1).max(100_000)).min(1).max(10_000).describe("One list a client, all of one length."),
  attackers: z.int().min(0).max(10_000).default(0).describe("How many of the clients the rule is to bear."),
  options: z.record(z.string().max(100), z.union([z.number(), z.boolean(), z.string().max(100)])).default({}),
});
export type AggregateByRequest = z.output<typeof aggregateByBody>;

export const aggregateByAnswer = z.object({
  rule: z.string(),
  value: z.array(z.number()),
  chosen: z.array(z.int()).nullable().describe("Indices of the updates that it was made of; null where all take part."),
  clients: z.int(),
  attackers: z.int(),
  tolerates: z.int().describe("Attackers that the rule is proved for, among so many clients."),
  tolerance: z.string(),
});

/** @throws WorkbenchError `learning/intolerable` for more attackers than the rule bears. */
export function aggregateBy({ rule, updates, attackers, options }: AggregateByRequest): z.output<typeof aggregateByAnswer> {
  const aggregator = aggregators.get(rule);
  const values = completeValues(aggregator.params, options, ["options"]);
  const other = updates.findIndex(({ length }) => length !== updates[0]!.length);
  if (other >= 0)
    throw new WorkbenchError(
      "data/unreadable",
      ["updates", other],
      `expected ${updates[0]!.length} values as in the first, got ${updates[other]!.length}`,
    );
  const { value, chosen = null } = aggregator.aggregate(updates, attackers, values);
  return {
    rule: aggregator.id,
    value: [...value],
    chosen: chosen && [...chosen],
    clients: updates.length,
    attackers,
    tolerates: aggregator.tolerates(updates.length, values),
    tolerance: aggregator.tolerance,
  };
}
