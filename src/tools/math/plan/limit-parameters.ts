import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { exactLimit, type Side } from "../limits/exact-limit.ts";
import { decideEqual } from "../prove/decide-zero.ts";

const SAMPLES = ["1.7", "0.6", "2.9", "0.31"] as const;
const ROUNDS = 3;

/**
 * Does a limit with parameters agree with the limits derived at sample values of them? "open" where
 * one of those is not known.
 */
export function agreementAtParameters(
  candidate: Expression,
  body: Expression,
  variable: string,
  point: Expression,
  sides: readonly Side[],
): "agrees" | "differs" | "open" {
  const names = variablesOf(["List", body, candidate, point]).filter((name) => name !== variable);
  for (let round = 0; round < ROUNDS; round++) {
    const at = (expression: Expression): Expression =>
      names.reduce(
        (result, name, place) =>
          substitute(result, name, { num: SAMPLES[(round + place) % SAMPLES.length] as string }),
        expression,
      );
    for (const side of sides) {
      const found = exactLimit(at(body), variable, at(point), side, false);
      if (found === null) return "open";
      if (found.kind === "none") return "differs";
      const { limit } = found;
      const claimed = at(candidate);
      const isSame =
        limit.kind === "infinite"
          ? printPlain(claimed) === (limit.sign > 0 ? "infinity" : "-infinity")
          : decideEqual(claimed, limit.value).verdict === "proved";
      if (!isSame) return "differs";
    }
  }
  return "agrees";
}
