import { type Expression, ONE } from "../expression/expression.ts";

/** Cosine and sine of one angle. */
export interface CosineAndSine {
  readonly cosine: Expression;
  readonly sine: Expression;
}

/** One of the six circular functions of the angle, by its head. */
export function byCosineAndSine(head: string, { cosine, sine }: CosineAndSine): Expression {
  switch (head) {
    case "Sin":
      return sine;
    case "Cos":
      return cosine;
    case "Tan":
      return ["Divide", sine, cosine];
    case "Cot":
      return ["Divide", cosine, sine];
    case "Sec":
      return ["Divide", ONE, cosine];
    default:
      return ["Divide", ONE, sine];
  }
}

/** By the addition theorems (DLMF 4.21.2, 4.21.3). */
export function addedAngles(a: CosineAndSine, b: CosineAndSine): CosineAndSine {
  return {
    cosine: ["Add", ["Multiply", a.cosine, b.cosine], ["Negate", ["Multiply", a.sine, b.sine]]],
    sine: ["Add", ["Multiply", a.sine, b.cosine], ["Multiply", a.cosine, b.sine]],
  };
}
