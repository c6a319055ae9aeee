import { AnsatzError } from "../../core/errors.ts";
import {
  type Finding,
  type ModelProfile,
  PROFILE_VERSION,
  type ProbeItem,
} from "../../core/model-profile.ts";
import { chooseStrategy } from "../choose-strategy.ts";
import type { ProbeReply, ProbeRequest, ProbeTarget } from "./probe-target.ts";
import { visibleText } from "./visible-text.ts";
import { type Evaluate, type Trial, trials } from "./trials.ts";

export interface ProbeOptions {
  /** Computes what a model set up; without it that item stays unknown. */
  readonly evaluate?: Evaluate;
  /** False for a model whose size is known to be too small to reason. */
  readonly canReason: boolean;
  readonly nowMs: number;
  /** Longest time of one exchange and of the whole probe. */
  readonly exchangeMs?: number;
  readonly totalMs?: number;
  readonly signal?: AbortSignal;
  readonly onItem?: (item: ProbeItem, finding: Finding) => void;
}

const EXCHANGE_MS = 90_000;
const MORE_ROOM = 6;
const TOTAL_MS = 900_000;

/**
 * Measures what a model on a server does. A trial that fails or runs out of time is `unknown`; a refusal
 * of the feature by the server is a `no`. Throws only when the server cannot be reached at all.
 */
export async function probeModel(
  target: ProbeTarget,
  options: ProbeOptions,
): Promise<ModelProfile> {
  const { exchangeMs = EXCHANGE_MS, totalMs = TOTAL_MS } = options;
  const whole = AbortSignal.any([
    AbortSignal.timeout(totalMs),
    ...(options.signal === undefined ? [] : [options.signal]),
  ]);
  const within = () => AbortSignal.any([whole, AbortSignal.timeout(exchangeMs)]);
  const about = await target.describe(within());
  const replies: ProbeReply[] = [];
  const items: Partial<Record<ProbeItem, Finding>> = {};
  const seen = new Map<ProbeRequest, ProbeReply>();
  let speed: number | null = null;
  const ask = async (request: ProbeRequest): Promise<ProbeReply | string> => {
    const known = seen.get(request);
    if (known !== undefined) return known;
    const startedAt = performance.now();
    const outcome = await target.exchange(request, within());
    if (outcome.kind === "refused") return outcome.detail;
    const seconds = (performance.now() - startedAt) / 1000;
    replies.push(outcome.reply);
    seen.set(request, outcome.reply);
    if (outcome.reply.completionTokens > 4) {
      const found = Math.round((outcome.reply.completionTokens / seconds) * 10) / 10;
      speed = Math.max(speed ?? 0, found);
    }
    return outcome.reply;
  };
  for (const trial of trials(options.evaluate ?? null)) {
    const finding = await attempt(trial, items, ask);
    items[trial.item] = finding;
    options.onItem?.(trial.item, finding);
  }
  const found = items as Record<ProbeItem, Finding>;
  return {
    version: PROFILE_VERSION,
    server: target.server,
    model: about.model,
    fingerprint: about.fingerprint,
    probedAtMs: options.nowMs,
    reasoning: reasoningForm(replies),
    contextTokens: about.contextTokens,
    tokensPerSecond: speed,
    items: found,
    strategy: chooseStrategy(found, options.canReason),
  };
}

/** Items that mean nothing where the one they build on is not there. */
const BUILDS_ON: Partial<Record<ProbeItem, ProbeItem>> = {
  streamedCalls: "nativeTools",
  parallelTools: "nativeTools",
  toolsWithSchema: "nativeTools",
};

async function attempt(
  trial: Trial,
  items: Partial<Record<ProbeItem, Finding>>,
  ask: (request: ProbeRequest) => Promise<ProbeReply | string>,
): Promise<Finding> {
  const startedAt = performance.now();
  const finding = (answer: Finding["answer"], detail: string): Finding => ({
    answer,
    detail: detail.slice(0, 500),
    ms: Math.round(performance.now() - startedAt),
  });
  const base = BUILDS_ON[trial.item];
  const before = base === undefined ? undefined : items[base]?.answer;
  if (before !== undefined && before !== "yes") return finding(before, `rests on ${base}`);
  try {
    const replies: ProbeReply[] = [];
    for (const request of withoutMissing(trial, items)) {
      const reply = await withRoom(trial, request, ask);
      if (reply === null) return finding("unknown", "cut by the token limit before an answer");
      if (typeof reply === "string") return finding(trial.onRefusal, reply);
      replies.push(reply);
    }
    const { answer, detail } = await trial.judge(replies);
    return finding(answer, detail);
  } catch (error) {
    return finding("unknown", AnsatzError.from(error).message);
  }
}

/** A model that was still thinking when it was cut is asked again with more room; null when that is not enough. */
async function withRoom(
  trial: Trial,
  request: ProbeRequest,
  ask: (request: ProbeRequest) => Promise<ProbeReply | string>,
): Promise<ProbeReply | string | null> {
  const isMute = (reply: ProbeReply | string): reply is ProbeReply =>
    typeof reply !== "string" &&
    reply.finishReason === "length" &&
    reply.calls.length === 0 &&
    (visibleText(reply.text) === "" || reply.reasoningField !== null || /<think/.test(reply.text));
  const first = await ask(request);
  if (trial.item === "honestCut" || !isMute(first)) return first;
  const second = await ask({ ...request, maxTokens: request.maxTokens * MORE_ROOM });
  return isMute(second) ? null : second;
}

/** A trial about words must not fail because the server knows no schema, nor one about cuts for want of tools. */
function withoutMissing(
  trial: Trial,
  items: Partial<Record<ProbeItem, Finding>>,
): readonly ProbeRequest[] {
  const lacksSchema = items.schema?.answer !== "yes";
  const lacksTools = items.nativeTools?.answer !== "yes";
  if (trial.item === "arithmeticSetup" && lacksSchema)
    return trial.requests.map(({ messages, maxTokens }) => ({ messages, maxTokens }));
  if (trial.item === "honestCut" && lacksTools)
    return trial.requests.filter((request) => request.tools === undefined);
  return trial.requests;
}

function reasoningForm(replies: readonly ProbeReply[]): ModelProfile["reasoning"] {
  if (replies.length === 0) return "unknown";
  const field = replies.find((reply) => reply.reasoningField !== null)?.reasoningField;
  if (field) return field;
  return replies.some((reply) => /<\/?think(?:ing)?>/.test(reply.text)) ? "think-tags" : "none";
}
