import { createHash } from "node:crypto";
import { AnsatzError } from "../../src/core/errors.ts";
import type { ModelPort } from "../../src/core/model-port.ts";
import { createScriptedModel } from "../../src/model/scripted.ts";
import { type CascadeRow, WORDED_SETS } from "./rows.ts";
import { rightDraft, wrongDrafts } from "./written-steps.ts";

export type Role = "small" | "large";

/** The models of one question; a model's drafts are told apart by their seeds, from 0. */
export type PairFor = (row: CascadeRow, role: Role) => ModelPort;

/** What is supposed of scripted models. */
export interface Supposed {
  /** The share of questions that each has right. */
  readonly right: Readonly<Record<Role, number>>;
  /** The share of pairs of drafts, of one model or of two, that a question is equally hard for. */
  readonly shared: number;
  /** The share of pairs of wrong drafts that come to the same wrong answer. */
  readonly sameWrong: number;
  readonly seed: number;
}

/**
 * Scripted models that work a word problem out step by step. Each draft is right or wrong by a draw: some
 * follow the luck that all drafts of the question share, the others one of their own. A wrong draft is one of
 * several plausible ones. What the engine can answer a right model puts to it as a tool.
 */
export function scriptedPair(supposed: Supposed): PairFor {
  return (row, id) =>
    createScriptedModel(
      ({ messages, seed = 0 }) => {
        const draft = drawDraft(supposed, row, id, seed);
        const hasAsked = messages.some(({ role }) => role === "tool");
        const isWorded = WORDED_SETS.includes(row.set);
        if (isWorded || hasAsked || !draft.isRight) return draft.text;
        return { toolCalls: [{ name: "math_query", arguments: { query: row.question } }] };
      },
      { id },
    );
}

function drawDraft(supposed: Supposed, row: CascadeRow, role: Role, number: number) {
  const { seed, shared, sameWrong } = supposed;
  const drawn = (what: string): number => draw(`${seed} ${what} ${row.question}`);
  const own = `${role} ${number}`;
  const follows = drawn(`follows ${own}`) < Math.sqrt(shared);
  const isRight = drawn(follows ? "luck" : `luck ${own}`) < supposed.right[role];
  if (isRight) return { isRight, text: rightDraft(row).text };
  const [common, ...others] = wrongDrafts(row);
  const isCommon = others.length === 0 || drawn(`wrong ${own}`) < Math.sqrt(sameWrong);
  const other = others[Math.floor(drawn(`which ${own}`) * others.length)];
  return { isRight, text: (isCommon ? common : other)?.text ?? "" };
}

/** A number from 0 to 1, the same for the same words. */
function draw(words: string): number {
  return createHash("sha256").update(words).digest().readUInt32BE(0) / 2 ** 32;
}

/**
 * Models that say again what real ones wrote: each draft of a question is the next solution of the list, the
 * last one from there on. Where nothing was recorded the other pair takes part.
 */
export function recordedPair(
  names: Readonly<Record<Role, readonly string[]>>,
  other: PairFor,
): PairFor {
  return (row, role) => {
    const { recorded } = row;
    if (recorded === undefined) return other(row, role);
    const drafts = names[role].map((name) => {
      const text = recorded.get(name);
      if (text !== undefined) return text;
      const known = [...recorded.keys()].join(", ");
      throw new AnsatzError(
        "invalid_request",
        `No solution of "${name}" is recorded. The models are: ${known}.`,
      );
    });
    return createScriptedModel(({ seed = 0 }) => drafts[Math.min(seed, drafts.length - 1)] ?? "", {
      id: role,
    });
  };
}
