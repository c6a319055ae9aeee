import type { AskResult } from "../../src/core/ask-result.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import type { Breach, Claim } from "../../src/core/verify-result.ts";
import type { Certificate } from "../../src/core/truth.ts";
import type { AgentRequest } from "../../src/core/agent-port.ts";
import { askResult, type Script } from "../http/scripted-parts.ts";

const integral: QueryResult = {
  status: "answered",
  input: "integrate x^2 e^x",
  language: "en",
  reading: {
    text: "the antiderivative of x² eˣ with respect to x",
    plain: "integrate(x^2*exp(x), x)",
    latex: "\\int x^{2}\\,e^{x}\\,\\mathrm{d}x",
  },
  assumptions: [
    {
      kind: "variable",
      text: "e is Euler's number",
      alternatives: [{ text: "a variable e", input: "integrate x^2 e^x with e a constant" }],
    },
  ],
  answer: {
    short: "(x^2 - 2*x + 2)*exp(x) + C",
    plain: "(x^2 - 2*x + 2)*exp(x) + C",
    latex: "\\left(x^{2}-2x+2\\right)e^{x}+C",
    value: { kind: "expression", plain: "(x^2 - 2*x + 2)*exp(x) + C" },
  },
  certificate: {
    grade: "proved",
    method: "differentiate-back",
    detail: "The derivative of the result equals the integrand for every real x.",
    engines: ["compute-engine", "exact normal form"],
    conditions: ["x real"],
  },
  pods: [
    {
      id: "alternate",
      title: "Expanded form",
      plain: "x^2 e^x - 2x e^x + 2 e^x + C",
      latex: "x^{2}e^{x}-2x\\,e^{x}+2e^{x}+C",
    },
  ],
  suggestions: [],
  timing: { totalMs: 9, readMs: 1, computeMs: 5, proveMs: 3 },
  engine: "compute-engine",
};

const notUnderstood: QueryResult = {
  ...integral,
  status: "not-understood",
  input: "the thing",
  reading: null,
  assumptions: [],
  answer: null,
  certificate: null,
  pods: [],
  suggestions: [
    { text: "An equation", input: "solve x^2 = 2" },
    { text: "A derivative", input: "derivative of sin(x)/x" },
  ],
  reason: { code: "no-reading", message: "No mathematical question was found." },
};

function ended(request: AgentRequest, reply: string, extra: Partial<AskResult>): AskResult {
  return { ...askResult(request, reply), ...extra };
}

/** The answer to "think" waits for this in the middle of a formula. */
export const thinking = Promise.withResolvers<void>();

const verdictsReply =
  "First, **2 + 2 = 4** holds, and $\\frac{1}{2} + \\frac{1}{3} = \\frac{5}{6}$ too.\n\n- Then 3 * 3 = 10 is said.\n- 🙂 The sum e + pi is irrational, it seems.\n\nLast, $x = 1 + 1 = 2$ stands in a longer formula.";

const tableReply =
  "How long 180 km take, by speed:\n\n| vehicle | speed | $t = \\frac{s}{v}$ |\n|---|--:|--:|\n| bicycle | 18 km/h | 10 h |\n| car | 90 km/h | 2 h |\n| train | 120 km/h | $1.5$ h |\n\nMore stands in [Speed](https://en.wikipedia.org/wiki/Speed).";

function claimAt(text: string, verdict: Claim["verdict"], extra: Partial<Claim> = {}): Claim {
  const start = verdictsReply.indexOf(text);
  return {
    start,
    end: start + text.length,
    text,
    kind: "arithmetic",
    verdict,
    provenance: verdict === "undecided" ? "model-only" : "computed",
    confidence: 1,
    evidence: { method: "exact-arithmetic", detail: `Decided: ${verdict}.` },
    ...extra,
  };
}

const verdictsResult: Partial<AskResult> = {
  route: "loop",
  verdict: "refuted",
  claims: [
    claimAt("2 + 2 = 4", "proved", {
      evidence: {
        method: "exact-arithmetic",
        detail: "Both sides are the same whole number.",
        certificate: {
          grade: "proved",
          method: "exact-arithmetic",
          detail: "Both sides are the same whole number.",
          engines: ["exact"],
        },
      },
    }),
    claimAt("\\frac{1}{2} + \\frac{1}{3} = \\frac{5}{6}", "proved"),
    claimAt("3 * 3 = 10", "refuted", {
      evidence: { method: "exact-arithmetic", expected: "9", detail: "The left side is 9." },
    }),
    claimAt("e + pi is irrational", "undecided"),
    claimAt("1 + 1 = 2", "proved"),
  ],
};

/** Answers by what the question says, with every kind of result the page can show. */
export const sampleAnswers: Script = async function* (request) {
  const { question } = request;
  if (question.includes("wait")) {
    yield { type: "status", text: "Looking for a closed form" };
    yield { type: "step-end", step: { kind: "route", text: "Read as an integral", ms: 1 } };
    await new Promise<void>((resolve) =>
      request.signal?.addEventListener("abort", () => resolve(), { once: true }),
    );
    yield { type: "run-error", code: "stopped", message: "The run was stopped." };
  } else if (question.includes("fail")) {
    const message = "The model did not answer in time. Ask again, or choose a smaller model.";
    yield { type: "run-error", code: "model_timeout", message };
  } else if (question.includes("the thing")) {
    const reply = "I could not read this as a question with an answer. Name the quantity you want.";
    const extra: Partial<AskResult> = { verdict: "undecided", query: notUnderstood, steps: [] };
    yield { type: "run-end", result: ended(request, reply, extra) };
  } else if (question.includes("undecided")) {
    const reply = "It may be $\\frac{\\pi}{4}$, but this could not be decided.";
    yield { type: "run-end", result: ended(request, reply, { verdict: "undecided" }) };
  } else if (question.includes("<img")) {
    const reply = `You wrote **this**: ${question} and $\\href{javascript:alert(1)}{x}$`;
    yield { type: "answer-delta", text: reply };
    const claim = {
      start: 0,
      end: 3,
      text: question,
      kind: "quoted-fact",
      verdict: "undecided",
      provenance: "model-only",
      confidence: 0.5,
      evidence: { method: "none", detail: question },
    } as const;
    const query = {
      ...integral,
      reading: { text: question, plain: question, latex: question },
      pods: [
        {
          id: "x",
          title: question,
          svg: "<svg onload=\"window.pwned=1\" xmlns='http://www.w3.org/2000/svg'/>",
        },
      ],
      suggestions: [{ text: question, input: question }],
    };
    yield {
      type: "run-end",
      result: ended(request, reply, { verdict: "undecided", claims: [claim], query }),
    };
  } else if (question.includes("think")) {
    yield { type: "reasoning-delta", text: "Perhaps it is 5. " };
    yield { type: "reasoning-delta", text: "<b>No</b>, 4." };
    yield { type: "answer-delta", text: "It is $x = 4" };
    yield { type: "status", text: "Nearly there" };
    await thinking.promise;
    yield { type: "answer-delta", text: "$, not $5." };
    yield { type: "run-end", result: ended(request, "It is $x = 4$, not $5.", { route: "loop" }) };
  } else if (question.includes("table")) {
    yield { type: "run-end", result: ended(request, tableReply, { route: "loop" }) };
  } else if (question.includes("every verdict")) {
    yield { type: "run-end", result: ended(request, verdictsReply, verdictsResult) };
  } else if (question.includes("principles")) {
    const reply = "I used a calculator. What a great question!";
    const breach = (rule: string, text: string, isWeak: boolean): Breach => ({
      rule,
      start: reply.indexOf(text),
      end: reply.indexOf(text) + text.length,
      text,
      detail: isWeak ? "It praises." : "No tool was called.",
      by: isWeak ? "model" : "code",
      isWeak,
      causes: "note",
    });
    const breaches = [
      breach("no-invented-tool-call", "I used a calculator", false),
      breach("no-flattery", "What a great question!", true),
      breach("house-rule", "calculator", false),
    ];
    yield { type: "run-end", result: ended(request, reply, { route: "loop", breaches }) };
  } else if (question.includes("draft")) {
    const reply =
      "A train that covers 180 km in 1.5 hours travels at 180 / 1.5 = 120 km/h on average.\n\n- In metres per second that is $120 / 3.6 \\approx 33.33$.\n- The price was $5 and $6.";
    const text = "180 / 1.5 = 120";
    const start = reply.indexOf(text);
    const certificate: Certificate = {
      grade: "proved",
      method: "exact-arithmetic",
      detail: "Both sides are the same rational number.",
      engines: ["exact"],
    };
    yield {
      type: "run-end",
      result: ended(request, reply, {
        route: "loop",
        answer: "120 km/h",
        claims: [
          {
            start,
            end: start + text.length,
            text,
            kind: "arithmetic",
            verdict: "proved",
            provenance: "computed",
            confidence: 1,
            evidence: { method: "exact-arithmetic", detail: certificate.detail, certificate },
          },
        ],
        steps: [
          { kind: "route", text: "A word problem; the model sets it up", ms: 2 },
          { kind: "model", text: "Wrote a draft", ms: 820 },
          { kind: "check", text: "Found 180 / 1.5 = 110 to be false", ms: 3 },
          { kind: "repair", text: "Replaced 110 by 120", ms: 1 },
        ],
      }),
    };
  } else {
    yield { type: "status", text: "Working" };
    yield { type: "reading", text: integral.reading!.text, latex: integral.reading!.latex };
    yield { type: "step-end", step: { kind: "engine", text: "Found an antiderivative", ms: 5 } };
    const reply = "(x^2 - 2*x + 2)*exp(x) + C";
    yield { type: "answer-delta", text: reply };
    const steps = [
      { kind: "route", text: "Read as an integral", ms: 1 },
      { kind: "engine", text: "Found an antiderivative", ms: 5 },
      { kind: "check", text: "Differentiated it back", ms: 3 },
    ] as const;
    yield {
      type: "run-end",
      result: ended(request, reply, { answer: reply, query: integral, steps: [...steps] }),
    };
  }
};
