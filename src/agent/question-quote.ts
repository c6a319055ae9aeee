import { numbersIn } from "../hallucination/numbers.ts";
import { unifySpelling } from "../hallucination/source-text.ts";

/** Words around a request that do not change what is asked. */
const POLITE = new Set(
  (
    "a an the please can could you would tell me us what whats is are result value answer of to for i need want know hi hello hey thanks " +
    "help with kindly just quickly my homework give show find compute calculate work out evaluate determine exact exactly so and now"
  ).split(" "),
);
const POLITE_HAN =
  /请问?|帮我|计算一下|计算|算一下|算|求|一下|等于多少|是多少|多少|告诉我|你能|结果|答案|谢谢|你好|的|吗|呢/g;

function normalize(text: string): string {
  return unifySpelling(text)
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/[?？。.!！"'`“”]+(?=\s|$)/g, "")
    .trim();
}

/**
 * True when a tool was asked the question itself: its query stands word for word in the question, takes in
 * every number of it, and leaves only words that ask politely. Then the tool's answer answers the question;
 * any other query rests on a set-up that the model made.
 */
export function quotesQuestion(question: string, query: string): boolean {
  const asked = normalize(question);
  const used = normalize(query);
  if (used.length < 2) return false;
  const at = asked.indexOf(used);
  if (at < 0) return false;
  if (numbersIn(asked).length !== numbersIn(used).length) return false;
  const rest = `${asked.slice(0, at)} ${asked.slice(at + used.length)}`.replace(POLITE_HAN, " ");
  return rest.split(/[\s,;:，；：？?!.]+/).every((word) => word === "" || POLITE.has(word));
}
