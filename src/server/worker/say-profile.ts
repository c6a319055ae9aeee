import type { MathPort } from "../../core/math-port.ts";
import type { QueryEvent } from "../../core/query-event.ts";
import type { QueryResult } from "../../core/query-result.ts";
import { writeResult } from "../../tools/math/memory/written-result.ts";

const SENTENCES = {
  zh: "这里只有精简版引擎（自有算法和 compute-engine）；完整安装也许能得出答案。",
  en: "Only the light engines work here (our own algorithms and compute-engine); a full installation may find an answer.",
};

/** A light engine that says so wherever it has come to no answer, since another installation may have one. */
export function sayingProfile(math: MathPort): MathPort {
  return {
    ...math,
    query: async (request, options) => described(await math.query(request, options)),
    queryJson: async (request, options) =>
      writeResult(described(await math.query(request, options))),
    queryEvents: async function* (request, options): AsyncGenerator<QueryEvent> {
      for await (const event of math.queryEvents(request, options))
        yield event.type === "result-ready" ? { ...event, result: described(event.result) } : event;
    },
  };
}

function described(result: QueryResult): QueryResult {
  const { status, reason } = result;
  if (status !== "undecided" && status !== "timed-out") return result;
  const sentence = SENTENCES[result.language === "zh" ? "zh" : "en"];
  const message = reason === undefined ? sentence : `${reason.message} ${sentence}`;
  return { ...result, reason: { code: reason?.code ?? status, message } };
}
