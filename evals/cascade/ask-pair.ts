import { createAgent } from "../../src/agent/agent.ts";
import type { AskResult } from "../../src/core/ask-result.ts";
import { AnsatzError } from "../../src/core/errors.ts";
import type { MathPort } from "../../src/core/math-port.ts";
import type { VerifierPort } from "../../src/core/verifier-port.ts";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { onlyNumber, readNumber } from "../final-number.ts";
import type { PairFor } from "./pairs.ts";
import type { CascadeRow } from "./rows.ts";

/** How a question is worked on. */
export type Setup =
  /** The stronger model is asked everything, the engine only as its tool. */
  | { readonly kind: "large-alone" }
  /** The engine, then the smaller model, then the stronger one by the rule. */
  | { readonly kind: "cascade"; readonly maxErrorScore: number };

/** How one question ended. */
export interface PairOutcome {
  readonly set: string;
  readonly isRight: boolean;
  /** A number was given, and it is another one. */
  readonly isWrong: boolean;
  readonly isProved: boolean;
  /** The smaller model's answer left unproved, and the stronger one was not asked. */
  readonly stood: boolean;
  readonly largeTokens: number;
  readonly smallTokens: number;
}

export async function askPair(
  parts: { readonly math: MathPort; readonly verifier: VerifierPort },
  pairFor: PairFor,
  row: CascadeRow,
  setup: Setup,
): Promise<PairOutcome> {
  const isAlone = setup.kind === "large-alone";
  const large = pairFor(row, "large");
  const agent = createAgent({
    ...parts,
    math: isAlone ? withoutRules(parts.math) : parts.math,
    model: isAlone ? large : pairFor(row, "small"),
    fallbacks: isAlone ? [] : [large],
    cascade: isAlone ? null : { maxErrorScore: setup.maxErrorScore },
    clock: systemClock,
    ids: randomIds,
  });
  const { question } = row;
  const ids = { runId: "run_pair", conversationId: "conv_pair" };
  for await (const event of agent.run({ question, history: [], seed: 0, ...ids }))
    if (event.type === "run-end") return outcomeOf(row, event.result);
    else if (event.type === "run-error") throw new AnsatzError("internal", event.message);
  throw new AnsatzError("internal", "The run ended without a result; run it again with logs on.");
}

function outcomeOf(row: CascadeRow, { answer, verdict, usage, model }: AskResult): PairOutcome {
  const got = answer === undefined ? null : valueOf(answer);
  const isRight = got !== null && isSame(got, row.expected);
  const used = usage.models ?? [{ ...usage, model }];
  const tokensOf = (name: string): number =>
    used
      .filter((one) => one.model === name)
      .reduce(
        (sum, { promptTokens, completionTokens }) => sum + promptTokens + completionTokens,
        0,
      );
  const [largeTokens, smallTokens] = [tokensOf("large"), tokensOf("small")];
  return {
    set: row.set,
    isRight,
    isWrong: got !== null && !isRight,
    isProved: verdict === "proved",
    stood: largeTokens === 0 && smallTokens > 0 && verdict !== "proved",
    largeTokens,
    smallTokens,
  };
}

/** The number before a unit, where there is one: 64 of "64 cm^3". */
const valueOf = (answer: string): number | null =>
  readNumber(answer) ?? onlyNumber(answer) ?? readNumber(answer.split(" ")[0] ?? "");

/** Equal up to the rounding of an amount of money. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));

/** The engine is a tool and a judge as always; only the question itself is not put to it first. */
function withoutRules(math: MathPort): MathPort {
  let asked = 0;
  return {
    ...bound(math),
    query: async (request, options) => {
      const result = await math.query(request, options);
      asked += 1;
      if (asked > 1) return result;
      const { input, language, timing } = result;
      const empty = { reading: null, assumptions: [], answer: null, certificate: null };
      const open = { pods: [], suggestions: [], engine: "" };
      return { status: "not-understood", input, language, timing, ...empty, ...open };
    },
  };
}

function bound(math: MathPort): MathPort {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(math) as object);
  const methods = names.map((name) => {
    const member: unknown = Reflect.get(math, name);
    return [name, typeof member === "function" ? member.bind(math) : member];
  });
  return { ...math, ...(Object.fromEntries(methods) as Partial<MathPort>) };
}

/** A verifier that gives the same answer to the same input without working it out again. */
export function rememberingVerifier(verifier: VerifierPort): VerifierPort {
  const known = new Map<string, Promise<VerifyResult>>();
  return {
    verify: (input, options) => {
      const { text, question, context, toolCalls } = input;
      const key = JSON.stringify([text, question, context, toolCalls]);
      const found = known.get(key) ?? verifier.verify(input, options);
      known.set(key, found);
      return found;
    },
  };
}
