import type { Answer, QueryResult } from "../core/query-result.ts";
import { directReply } from "./direct-reply.ts";
import { PHRASES } from "./phrases.ts";
import type { Reply, Turn } from "./turn.ts";

/** The engine's own answer to the question, in place of a draft that was refuted. */
export function engineReply(turn: Turn, result: QueryResult, answer: Answer): Reply {
  const own = directReply(turn, result, answer);
  return { ...own, text: `${own.text}\n\n${PHRASES[turn.language].engineInstead}`, route: "loop" };
}
