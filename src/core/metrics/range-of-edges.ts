import type { MetricResult } from "../define/metric";

/**
 * Boxes are told by their edges in cells everywhere: where a measure fits against effective edges, its range is that of the edges that
 * belong to them. `detail.window` stays as it was fitted.
 */
export function rangeOfEdges<Detail>(result: MetricResult<Detail>): MetricResult<Detail> {
  if (result.value === null || !result.range) return result;
  const { edges, scales } = { ...result.detail } as { edges?: unknown; scales?: unknown };
  if (!Array.isArray(edges) || !Array.isArray(scales)) return result;
  const [from, to] = result.range.map((scale) => edges[scales.indexOf(scale)] as number | undefined);
  return from === undefined || to === undefined ? result : { ...result, range: [from, to] };
}
