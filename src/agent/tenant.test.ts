import { expect, test } from "vitest";
import { agentOver, turnEvents } from "../../test/contract/agent-turn.ts";
import { answered, createStubMath } from "../../test/contract/math-stub.ts";
import type { CallOptions, MathPort } from "../core/math-port.ts";
import { createScriptedModel } from "../model/scripted.ts";

/** The engine, and for whom it was asked each time. */
function watched() {
  const stub = createStubMath({ "3*4": answered("3*4", "12") });
  const calls: { readonly what: string; readonly tenant: string | undefined }[] = [];
  const note = (what: string, options: CallOptions | undefined) =>
    calls.push({ what, tenant: options?.tenant });
  const math: MathPort = {
    ...stub,
    query(request, options) {
      note(request.query, options);
      return stub.query(request, options);
    },
    equal(a, b, options) {
      note(`${a} = ${b}`, options);
      return stub.equal(a, b, options);
    },
  };
  return { math, calls };
}

const call = (name: string, input: object) => ({ name, arguments: { ...input } });
const QUESTION = "Ann has 3 bags with 4 apples each and eats 1. How many are left?";
const DRAFT =
  "3 * 4 = 12 apples. The derivative of x^2 is 2x. 91 is prime. 12 - 1 = 11 are left.\nANSWER: 11";

test("every call of the engine in a turn is made for the tenant whose turn it is", async () => {
  const { math, calls } = watched();
  const model = createScriptedModel([
    {
      toolCalls: [
        call("math_query", { query: "3*4" }),
        call("math_equal", { a: "3*4", b: "12" }),
        call("verify", { text: "The derivative of x^2 is 2x." }),
        call("math_units", { quantity: "5 miles", to: "km" }),
        call("math_dates", { from: "2024-02-28", until: "45 days" }),
      ],
    },
    DRAFT,
    DRAFT,
    DRAFT,
    DRAFT,
  ]);
  const history = [
    { role: "user" as const, content: "integrate x^2" },
    { role: "assistant" as const, content: "x^3/3" },
  ];
  const agent = agentOver({ models: [model], math });
  await turnEvents(agent, QUESTION, { tenant: "team", samples: 3 });
  await turnEvents(agent, "and from 0 to 3?", { tenant: "team", history });
  await turnEvents(agentOver({ models: [], math }), "17 * 23", { tenant: "team" });
  expect(calls.map(({ what }) => what)).toEqual(
    expect.arrayContaining(["3*4", "3*4 = 12", "5 miles in km", "17 * 23"]),
  );
  expect(calls.filter(({ tenant }) => tenant !== "team")).toEqual([]);
});

test("what a small model puts into its slots is worked out for the tenant too", async () => {
  const { math, calls } = watched();
  const model = createScriptedModel(() => ({ text: '{"expression":"3*4 - 1"}' }), {
    capabilities: { canReason: false, fillsSlots: true },
  });
  const agent = agentOver({ models: [model], math });
  await turnEvents(agent, QUESTION, { tenant: "team" });
  expect(model.requests.length).toBeGreaterThan(0);
  expect(calls.map(({ what }) => what)).toContain("3*4 - 1");
  expect(calls.filter(({ tenant }) => tenant !== "team")).toEqual([]);
});
