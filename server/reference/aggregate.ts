import { WorkbenchError } from "../../src/core/errors";
import { hierarchicalKrum } from "../../src/core/learning/aggregators/hierarchical-krum";
import { referenceAggregate } from "../../src/core/learning/reference/krum";
import type { AggregateAnswer, AggregateRequest } from "./schemas";

/**
 * POST /federated/aggregate.
 * @throws WorkbenchError `data/empty` for no gradients, `data/unreadable` for gradients of several lengths, and in mode correct
 * `learning/intolerable` for more attackers than the rule is proved for.
 */
export function aggregate({ gradients, num_clusters: clusters, byzantine_fraction: fraction, mode }: AggregateRequest): AggregateAnswer {
  const [first] = gradients;
  if (first === undefined || first.length === 0) throw new WorkbenchError("data/empty", ["gradients"], "there are no gradients to aggregate");
  const other = gradients.findIndex(({ length }) => length !== first.length);
  if (other >= 0)
    throw new WorkbenchError(
      "data/unreadable",
      ["gradients", other],
      `expected ${first.length} values as in the first, got ${gradients[other]!.length}`,
    );
  const count = { num_input_gradients: gradients.length };
  if (mode === "correct") {
    const attackers = Math.floor(gradients.length * fraction);
    const { value } = hierarchicalKrum.aggregate(gradients, attackers, { clusters });
    const tolerated = hierarchicalKrum.tolerates(gradients.length, { clusters });
    return { aggregated_gradient: [...value], ...count, tolerated_byzantine: tolerated, mode, warnings: [] };
  }
  const found = referenceAggregate(
    gradients.map((one) => Float32Array.from(one)),
    { numClusters: clusters, byzantineFraction: fraction },
  );
  return {
    aggregated_gradient: [...found],
    ...count,
    mode,
    warnings: ["MFN v4.1 never checks how many attackers its clusters bear; mode correct does"],
  };
}
