/**
 * Measures one embedded model on 60 small tasks, scored by rules:
 *   node evals/model-choice.ts SPEC [--replies]
 */
import { readFileSync } from "node:fs";
import type { ModelPort, ModelReply, ModelRequest } from "../src/core/model-port.ts";
import { foldReply } from "../src/model/fold-reply.ts";
import { resolveModel } from "../src/model/resolve-try.ts";
import {
  choiceCaseSchema,
  fillsSlot,
  isInLanguage,
  keepsNumbers,
  type ChoiceCase,
} from "./model-choice-score.ts";

const MAX_TOKENS = 80;

function toRequest(one: ChoiceCase, seed: number): ModelRequest {
  switch (one.kind) {
    case "chat":
      return {
        messages: [
          {
            role: "system",
            content:
              one.language === "zh"
                ? "你是一个乐于助人的助手。请用一句简短的中文回答。"
                : "You are a helpful assistant. Answer in one short sentence.",
          },
          { role: "user", content: one.prompt },
        ],
        maxTokens: MAX_TOKENS,
        temperature: 0.3,
        seed,
      };
    case "slot":
      return {
        messages: [
          {
            role: "system",
            content: `Read the text and fill in "${one.slot}". Copy it from the text. Reply with JSON.`,
          },
          { role: "user", content: one.prompt },
        ],
        schema: { type: "object", properties: { [one.slot]: one.schema }, required: [one.slot] },
        maxTokens: MAX_TOKENS,
        temperature: 0,
        seed,
      };
    case "wording":
      return {
        messages: [
          {
            role: "system",
            content:
              one.language === "zh"
                ? "用一句中文说出给定的结果。不要改变数字，也不要增加数字。"
                : "State the given result in one sentence. Do not change or add any number.",
          },
          {
            role: "user",
            content:
              one.language === "zh"
                ? `问题：${one.question}\n结果：${one.result}`
                : `Question: ${one.question}\nResult: ${one.result}`,
          },
        ],
        maxTokens: MAX_TOKENS,
        temperature: 0,
        seed,
      };
  }
}

function score(one: ChoiceCase, reply: ModelReply): Record<string, boolean> {
  switch (one.kind) {
    case "chat": {
      const text = reply.text.toLowerCase();
      const language = isInLanguage(reply.text, one.language);
      const topic = one.keywords.some((keyword) => text.includes(keyword));
      const ended = reply.finishReason === "stop";
      return { language, topic, ended, all: language && topic && ended };
    }
    case "slot":
      return { all: fillsSlot(reply.text, one.slot, one.accepted) };
    case "wording": {
      const language = isInLanguage(reply.text, one.language);
      const numbers = keepsNumbers(reply.text, one.result, one.question);
      const ended = reply.finishReason === "stop";
      return { language, numbers, ended, all: language && numbers && ended };
    }
  }
}

async function measure(model: ModelPort, cases: readonly ChoiceCase[], showReplies: boolean) {
  const counts = new Map<string, [number, number]>();
  let tokens = 0;
  let writingMs = 0;
  for (const [index, one] of cases.entries()) {
    const start = performance.now();
    const reply = await foldReply(model.stream(toRequest(one, index + 1)));
    writingMs += performance.now() - start;
    tokens += reply.usage.completionTokens;
    const scores = score(one, reply);
    for (const [name, isRight] of Object.entries(scores)) {
      const key = `${one.kind} ${one.language} ${name}`;
      const [right, total] = counts.get(key) ?? [0, 0];
      counts.set(key, [right + (isRight ? 1 : 0), total + 1]);
    }
    if (showReplies)
      console.log(`${one.id}\t${JSON.stringify(scores)}\t${JSON.stringify(reply.text)}`);
  }
  return { counts, tokensPerSecond: (tokens / writingMs) * 1000, totalSeconds: writingMs / 1000 };
}

const [spec, ...flags] = process.argv.slice(2);
const model = spec ? await resolveModel(spec) : null;
if (model === null) {
  console.error("Name the embedded model to measure: node evals/model-choice.ts embedded");
  process.exitCode = 2;
} else {
  const lines = readFileSync(new URL("data/model-choice.jsonl", import.meta.url), "utf8").trim();
  const cases = lines.split("\n").map((line) => choiceCaseSchema.parse(JSON.parse(line)));
  const start = performance.now();
  await foldReply(model.stream({ messages: [{ role: "user", content: "Hi" }], maxTokens: 1 }));
  const loadMs = performance.now() - start;
  const { counts, tokensPerSecond, totalSeconds } = await measure(
    model,
    cases,
    flags.includes("--replies"),
  );
  for (const [name, [right, total]] of [...counts].sort())
    console.log(`${name}: ${right}/${total}`);
  const rssMb = process.memoryUsage().rss / 1e6;
  console.log(
    `${model.id}: load ${Math.round(loadMs)} ms, ${tokensPerSecond.toFixed(1)} tokens/s with reading, ${totalSeconds.toFixed(1)} s in all, ${Math.round(rssMb)} MB resident`,
  );
  await model.close();
}
