import type { Measured, ProbeItem } from "../../core/model-profile.ts";
import type { ToolSpecification } from "../../core/model-port.ts";
import type { ProbeReply, ProbeRequest } from "./probe-target.ts";
import { visibleText } from "./visible-text.ts";

export interface Judgement {
  readonly answer: Measured;
  readonly detail: string;
}

/** One question of the probe: what is asked, perhaps several times, and what the replies show. */
export interface Trial {
  readonly item: ProbeItem;
  readonly requests: readonly ProbeRequest[];
  /** What a refusal by the server means for this item. */
  readonly onRefusal: Measured;
  judge(replies: readonly ProbeReply[]): Judgement | Promise<Judgement>;
}

/** Room for a model that reasons before it speaks. */
const ROOMY = 700;
/** Too few for what is asked. */
const CUT_TOKENS = 5;

function asked(content: string, more: Partial<ProbeRequest> = {}): ProbeRequest {
  return { messages: [{ role: "user", content }], maxTokens: ROOMY, ...more };
}

const MULTIPLY: ToolSpecification = {
  name: "multiply",
  description: "Multiplies two numbers exactly.",
  parameters: {
    type: "object",
    properties: { a: { type: "number" }, b: { type: "number" } },
    required: ["a", "b"],
  },
};

const CITY = {
  type: "object",
  properties: { city: { type: "string", maxLength: 40 } },
  required: ["city"],
  additionalProperties: false,
};

/** Plain red and plain blue, 64 by 64. */
const RED =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAAA1BMVEX/AAAZ4gk3AAAAG0lEQVR42u3BgQAAAADDoPlT3+AEVQEAAAB8AxBAAAG9PLePAAAAAElFTkSuQmCC";
const BLUE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAAA1BMVEUAAP+KeNJXAAAAG0lEQVR42u3BgQAAAADDoPlT3+AEVQEAAAB8AxBAAAG9PLePAAAAAElFTkSuQmCC";

function shown(reply: ProbeReply | undefined): string {
  const calls = (reply?.calls ?? []).map((call) => `${call.name}(${call.argumentsText})`);
  return [...calls, reply?.text.trim() ?? ""].join(" ").trim().slice(0, 200);
}

function verdict(isYes: boolean, detail: string): Judgement {
  return { answer: isYes ? "yes" : "no", detail };
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function multiplies(reply: ProbeReply | undefined, a: number, b: number): boolean {
  return (reply?.calls ?? []).some((call) => {
    const given = objectOf(call.argumentsText);
    const factors = [Number(given?.["a"]), Number(given?.["b"])].sort((x, y) => x - y);
    return call.name === "multiply" && factors[0] === a && factors[1] === b;
  });
}

function share(text: string, script: RegExp): number {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length === 0 ? 0 : (text.match(script) ?? []).length / letters.length;
}

const USE_TOOL = asked("What is 17 times 23? Use the tool.", { tools: [MULTIPLY] });

const SETUP_SCHEMA = {
  type: "object",
  properties: { expression: { type: "string", maxLength: 60 } },
  required: ["expression"],
  additionalProperties: false,
};

const SETUPS = [
  ["A shelf holds 6 boxes with 14 pens in each box. 9 pens are taken away. How many are left?", 75],
  ["Mia has 50 dollars and buys 3 books at 12 dollars each. How many dollars remain?", 14],
  ["一辆车每小时行驶 65 千米，行驶了 4 小时后还剩 40 千米。全程多少千米？", 300],
  [
    "96 stickers are shared equally among 8 children; each then gets 5 more. How many has each?",
    17,
  ],
] as const;

const SETUP_RULE =
  "Write only the arithmetic expression that gives the answer, with the numbers of the problem, for example (3 + 4) * 2. Do not compute it.";

function expressionIn(text: string): string {
  const written = visibleText(text);
  const slot = objectOf(written)?.["expression"];
  const line = typeof slot === "string" ? slot : (written.split("\n").at(-1) ?? "");
  return line
    .replace(/[`$]|\\[()[\]]/g, "")
    .replace(/=.*$/, "")
    .trim()
    .slice(0, 100);
}

/** Evaluates an arithmetic expression to its plain value; null when it cannot. */
export type Evaluate = (expression: string) => Promise<string | null>;

/**
 * All trials, in the order they are asked: those that others build on come first. Without `evaluate`
 * nothing can be said about setting problems up.
 */
export function trials(evaluate: Evaluate | null): readonly Trial[] {
  return [
    {
      item: "schema",
      onRefusal: "no",
      requests: [
        asked('Which city is named here? "I flew to Paris." Reply as JSON.', {
          schema: CITY,
          maxTokens: ROOMY,
        }),
      ],
      judge: ([reply]) => {
        const found = objectOf(visibleText(reply?.text ?? ""));
        const keys = Object.keys(found ?? {});
        return verdict(
          keys.length === 1 && typeof found?.["city"] === "string",
          `${shown(reply)}${found?.["city"] === "Paris" ? "" : " (form kept only)"}`,
        );
      },
    },
    {
      item: "english",
      onRefusal: "unknown",
      requests: [asked("Say hello in one short sentence.")],
      judge: ([reply]) =>
        verdict(share(visibleText(reply?.text ?? ""), /\p{Script=Latin}/gu) > 0.8, shown(reply)),
    },
    {
      item: "chinese",
      onRefusal: "unknown",
      requests: [asked("请用一句简短的中文打招呼，只写中文。")],
      judge: ([reply]) =>
        verdict(share(visibleText(reply?.text ?? ""), /\p{Script=Han}/gu) > 0.8, shown(reply)),
    },
    {
      item: "instructions",
      onRefusal: "unknown",
      requests: [
        asked("Reply with exactly these three words and nothing else: red green blue"),
        asked("Write the word NINE in lower case letters and nothing else."),
      ],
      judge: (replies) => {
        const [first, second] = replies.map((reply) =>
          visibleText(reply.text)
            .replace(/[.\s]+$/, "")
            .trim(),
        );
        return verdict(
          first === "red green blue" && second === "nine",
          replies.map(shown).join(" | "),
        );
      },
    },
    {
      item: "nativeTools",
      onRefusal: "no",
      requests: [USE_TOOL],
      judge: ([reply]) => verdict(multiplies(reply, 17, 23), shown(reply)),
    },
    {
      item: "streamedCalls",
      onRefusal: "no",
      requests: [USE_TOOL],
      judge: ([reply]) =>
        verdict(
          multiplies(reply, 17, 23) && reply?.finishReason === "tool_calls",
          `finish reason ${reply?.finishReason ?? "missing"}`,
        ),
    },
    {
      item: "parallelTools",
      onRefusal: "no",
      requests: [
        asked(
          "I need both products: 17 times 23, and 19 times 29. Call the tool for both at once.",
          { tools: [MULTIPLY] },
        ),
      ],
      judge: ([reply]) =>
        verdict(multiplies(reply, 17, 23) && multiplies(reply, 19, 29), shown(reply)),
    },
    {
      item: "toolsWithSchema",
      onRefusal: "no",
      requests: [{ ...USE_TOOL, schema: CITY }],
      judge: ([reply]) => verdict(multiplies(reply, 17, 23), shown(reply)),
    },
    {
      item: "honestCut",
      onRefusal: "unknown",
      requests: [
        asked("Count from 1 to 200 in words, one number a line.", { maxTokens: CUT_TOKENS }),
        { ...USE_TOOL, maxTokens: 12 },
      ],
      judge: (replies) => {
        const reasons = replies.map((reply) => reply.finishReason ?? "missing");
        const [text] = replies;
        if (text?.finishReason === "stop" && text.completionTokens < CUT_TOKENS)
          return { answer: "unknown", detail: `it ended by itself: ${shown(text)}` };
        const lies = replies.filter(
          (reply) =>
            reply.finishReason !== "length" &&
            (reply.finishReason === null ||
              reply.calls.some((call) => objectOf(call.argumentsText) === null) ||
              reply === replies[0]),
        );
        return verdict(lies.length === 0, `finish reasons when cut: ${reasons.join(", ")}`);
      },
    },
    {
      item: "logProbabilities",
      onRefusal: "no",
      requests: [asked("Say yes.", { logProbabilities: true })],
      judge: ([reply]) => verdict(reply?.hasLogProbabilities === true, shown(reply)),
    },
    {
      item: "vision",
      onRefusal: "no",
      requests: [RED, BLUE].map((image) =>
        asked("Which colour fills this picture? Answer with one word.", { image }),
      ),
      judge: (replies) => {
        const [red, blue] = replies.map((reply) => visibleText(reply.text).toLowerCase());
        const isSeen =
          /\bred\b/.test(red ?? "") &&
          !/\bblue\b/.test(red ?? "") &&
          /\bblue\b/.test(blue ?? "") &&
          !/\bred\b/.test(blue ?? "");
        return verdict(isSeen, replies.map(shown).join(" | "));
      },
    },
    {
      item: "arithmeticSetup",
      onRefusal: "unknown",
      requests:
        evaluate === null
          ? []
          : SETUPS.map(([problem]) =>
              asked(`${problem}\n\n${SETUP_RULE}`, { schema: SETUP_SCHEMA }),
            ),
      judge: async (replies) => {
        if (evaluate === null) return { answer: "unknown", detail: "nothing here can compute" };
        let right = 0;
        const written: string[] = [];
        for (const [index, reply] of replies.entries()) {
          const expression = expressionIn(reply.text);
          written.push(expression);
          if (!/\d\D+\d/.test(expression)) continue;
          const value = await evaluate(expression);
          if (value !== null && Number(value) === SETUPS[index]?.[1]) right += 1;
        }
        const isYes = right >= SETUPS.length - 1;
        return verdict(isYes, `${right} of ${SETUPS.length} set up rightly: ${written.join("; ")}`);
      },
    },
  ];
}
