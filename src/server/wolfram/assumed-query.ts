import type { CallOptions, MathPort } from "../../core/math-port.ts";
import type { QueryRequest, QueryResult } from "../../core/query-result.ts";

/**
 * Asks the question under the assumption that was picked. Only what the question itself offers counts: a
 * word of another service is passed over, so that it is never asked as a question of its own.
 */
export async function assumedQuery(
  math: MathPort,
  request: QueryRequest,
  assumption: string | undefined,
  options: CallOptions,
): Promise<QueryResult> {
  if (assumption === undefined) return math.query(request, options);
  const { assumptions } = await math.query({ query: request.query }, options);
  const offered = assumptions.flatMap(({ alternatives }) => alternatives);
  const picked = offered.find(({ input }) => input === assumption);
  return math.query(picked ? { ...request, query: picked.input } : request, options);
}
