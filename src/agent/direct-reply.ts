import type { Answer, QueryResult } from "../core/query-result.ts";
import type { Claim } from "../core/verify-result.ts";
import type { Reply, Turn } from "./turn.ts";
import { wordResult } from "./word-result.ts";

/** The reply to a question that the engine answered itself: worded by a template, backed by its certificate. */
export function directReply(turn: Turn, result: QueryResult, answer: Answer): Reply {
  const worded = wordResult(result, answer, turn.language);
  const { certificate } = result;
  const claim: Claim = {
    start: worded.answerStart,
    end: worded.answerStart + worded.answer.length,
    text: worded.answer,
    kind: "answer",
    verdict: worded.verdict,
    provenance: "computed",
    confidence: worded.verdict === "proved" ? 0.99 : 0.8,
    evidence: {
      method: certificate?.method ?? "none",
      detail: certificate?.detail ?? "The engine gave no check with this answer.",
      ...(certificate === null ? {} : { certificate }),
    },
  };
  return {
    text: worded.reply,
    verdict: worded.verdict,
    claims: [claim],
    route: "direct",
    answer: worded.answer,
    query: result,
  };
}
