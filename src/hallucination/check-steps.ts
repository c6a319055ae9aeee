import type { MathPort } from "../core/math-port.ts";
import type { Claim } from "../core/verify-result.ts";
import { isLinear } from "./check-roots.ts";
import { type Equation, gapAt, isClose, lettersIn, sideAt } from "./equation.ts";
import { surroundingsOf } from "./cues.ts";

/** What leads from one line of a solution to the next. */
const LEADS_ON =
  /^[\s,;:.$\\()[\]*]*(?:(?:and |so |then |now )*(?:so|thus|hence|therefore|i\.e\.|which (?:gives|means|is|becomes|simplifies to)|this (?:gives|means|becomes|simplifies to)|giving|(?:dividing|multiplying|subtracting|adding|combining|expanding|simplifying|collecting|moving|rearranging)\b[^.=]{0,60}|we (?:get|have|obtain|find)|(?:that )?simplifies to|⇒|=>|\\(?:Long)?[Rr]ightarrow|\\implies|∴|解:?|即|所以|则|故|因此|(?:移项|化简|整理|合并\S{0,4}|去括号|去分母|展开)\S{0,3}得?|得)[\s,;:.$\\()[\]*]*)+$/i;
const MAX_BETWEEN = 120;
const MAX_STEPS = 40;

/**
 * A linear equation that is said to follow from the one before must have the same root. Refuted where it has
 * another one; nothing is said of steps that hold, which are only conditions.
 */
export function checkSteps(
  math: MathPort,
  text: string,
  question: string,
  equations: readonly Equation[],
): readonly Claim[] {
  const claims: Claim[] = [];
  for (const [index, equation] of equations.slice(0, MAX_STEPS).entries()) {
    const before = equations[index - 1];
    if (before === undefined) continue;
    const between = text.slice(before.end, equation.start);
    if (between.length > MAX_BETWEEN || !LEADS_ON.test(between)) continue;
    const claim = claimOf(math, text, question, before, equation);
    if (claim !== null) claims.push(claim);
  }
  return claims;
}

function claimOf(
  math: MathPort,
  text: string,
  question: string,
  before: Equation,
  equation: Equation,
): Claim | null {
  const [letter, ...others] = lettersIn(before);
  const letters = lettersIn(equation);
  if (letter === undefined || others.length > 0 || letters.size !== 1 || !letters.has(letter))
    return null;
  if (!isLinear(math, before, letter) || !isLinear(math, equation, letter)) return null;
  const [atZero, atOne] = [gapAt(before, letter, "0"), gapAt(before, letter, "1")];
  const root = `(-${atZero}/(${atOne} - ${atZero}))`;
  const left = sideAt(equation.left, letter, root);
  const right = sideAt(equation.right, letter, root);
  const decision = math.decideRelation(left, "=", right);
  if (decision.verdict !== "refuted" || !decision.isNumeric) return null;
  const { hedge, isRounded } = surroundingsOf(text, equation.start, equation.end, question);
  const hasDecimals = /\d\.\d/.test(`${equation.left}${equation.right}`);
  if (hedge !== null || ((isRounded || hasDecimals) && isClose(math, left, right))) return null;
  return {
    start: equation.start,
    end: equation.end,
    text: text.slice(equation.start, equation.end),
    kind: "equation",
    verdict: "refuted",
    provenance: "model-only",
    confidence: 0.95,
    evidence: {
      method: "step",
      detail: `It does not follow: ${before.left} = ${before.right} has another solution.`,
    },
  };
}
