import { expect, test } from "vitest";
import type { PodSubject, PodTools } from "../pods/pod-maker.ts";
import { parseExpression } from "../read/parse.ts";
import { powerEquation } from "./power-equation.ts";
import { StepChain } from "./step-chain.ts";

/** The chain for x^4 = 5 over the reals with these values as the answer. */
async function chainFor(values: readonly string[]) {
  const subject: PodSubject = {
    query: {
      kind: "solve",
      equations: [parseExpression("x^4 = 5").expression],
      unknowns: ["x"],
      domain: { isReal: true, interval: null },
    },
    outcome: {
      kind: "answer",
      value: {
        kind: "solutions",
        variables: ["x"],
        solutions: values.map((x) => ({ x })),
        complete: true,
      },
      plain: values.map((x) => `x = ${x}`).join(" or "),
      latex: "",
      short: "",
      certificate: { grade: "proved", method: "all-roots", detail: "", engines: ["exact"] },
      engine: "exact",
    },
    isChinese: false,
  };
  const chain = new StepChain(false);
  await powerEquation.work(subject, chain, {} as PodTools);
  return chain;
}

test("both real roots end the chain; one that is missing, wrong or not real does not", async () => {
  const [plus, minus] = ["5^(1/4)", "-5^(1/4)"];
  expect((await chainFor([minus, plus])).isDone).toBe(true);
  expect((await chainFor([plus])).isDone).toBe(false);
  expect((await chainFor([minus, "6^(1/4)"])).isDone).toBe(false);
  expect((await chainFor([plus, "5^(1/4)*i"])).isDone).toBe(false);
});
