import { type Expression } from "../expression/expression.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { parseExpression } from "../read/parse.ts";

/** A number with a unit, brought to base units exactly. */
export interface Quantity {
  readonly value: Expression;
  /** Names the dimension, e.g. "LENGTH:1". */
  readonly dimension: string;
}

const WRITTEN =
  /^([-+]?[\d.,/\s^*()]*\d\)?)\s*\\?(?:text|mathrm)?\{?\s*([a-zA-Zµ°Ω][a-zA-Z0-9µ°Ω/*^·² ³-]*)\}?$/;

/** Could the text be a number with a unit? Cheap, so that the unit library is loaded only when needed. */
export function looksLikeQuantity(text: string): boolean {
  return WRITTEN.test(text.trim());
}

/**
 * Reads a number with a unit that mathjs knows (SI, imperial, compound such as km/h). Null when the unit
 * is not known or its scale is not a plain factor (temperatures with an offset).
 */
export async function readQuantity(text: string): Promise<Quantity | null> {
  const found = WRITTEN.exec(text.trim());
  if (found === null) return null;
  const [, number, written] = found as unknown as [string, string, string];
  const { create, fractionDependencies, unitDependencies } = await import("mathjs");
  const math = create({ ...unitDependencies, ...fractionDependencies }, { number: "Fraction" });
  const name = written.replace(/²/g, "^2").replace(/³/g, "^3").replace(/·/g, "*").trim();
  if (/deg[CF]|celsius|fahrenheit|°/i.test(name)) return null;
  try {
    const unit = math.unit(math.fraction(1), name);
    const base = unit.toSI();
    const factor = base.toNumeric(base.formatUnits()) as unknown as {
      s: bigint;
      n: bigint;
      d: bigint;
    };
    const dimension = (unit as unknown as { dimensions: number[] }).dimensions.join(",");
    const scale: Expression = ["Divide", { num: String(factor.n) }, { num: String(factor.d) }];
    return {
      value: [
        "Multiply",
        parseExpression(number.replace(/(?<=\d),(?=\d{3})/g, "")).expression,
        scale,
      ],
      dimension,
    };
  } catch (error) {
    // mathjs throws on a unit that it does not know; our reader on a number that is none.
    if (error instanceof Error || AnsatzError.isInstance(error)) return null;
    throw error;
  }
}
