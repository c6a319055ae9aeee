import type { JsonForm } from "../../core/agent-port.ts";
import type { RunEvent } from "../../core/events.ts";
import type { ModelMessage, ModelPort } from "../../core/model-port.ts";
import { callModel } from "../call-model.ts";
import type { ModelRoster } from "../model-roster.ts";
import { promptLabel } from "../prompts/prompt.ts";
import type { LoopParts } from "../reasoning-loop.ts";
import { isDraft } from "../settle.ts";
import type { Reply, Turn } from "../turn.ts";
import { throwUnlessOver } from "../turn-deadline.ts";
import { fillByName, plainObject } from "./fill-by-name.ts";
import { FORM_PROMPTS, FORM_WORDS } from "./form-prompts.ts";
import { judgeObject, type ObjectJudgement, sourcesOf } from "./judge-object.ts";
import { type FormSchema, isRecord, readFormSchema } from "./read-schema.ts";
import { parseJson } from "../parse-json.ts";
import { plainMaterial } from "../plain-material.ts";

/** How often a model may write the object. */
const MAX_TRIES = 2;
const MAX_TOKENS = 4_096;
const SEED = 7;

/**
 * The checked reply as the JSON object that was asked for. It is made of what was checked and of nothing
 * else: by the engine's own values where the names of the properties say what they hold, else by a model
 * that copies. Every number is traced, what the strings state is checked again, the schema is validated.
 * Where that fails the reply is a refusal in words; nothing that was not checked is put into the form.
 */
export async function* formReply(
  parts: LoopParts,
  roster: ModelRoster,
  turn: Turn,
  reply: Reply,
): AsyncGenerator<RunEvent, Reply> {
  const { form } = turn.request;
  if (form === undefined || reply.callerCalls !== undefined) return reply;
  try {
    return yield* inForm(parts, roster, turn, { reply, form });
  } catch (error) {
    throwUnlessOver(turn, error);
    const { refused, late } = FORM_WORDS[turn.language];
    return refuse(reply, withWords(refused(late), reply));
  }
}

async function* inForm(
  parts: LoopParts,
  roster: ModelRoster,
  turn: Turn,
  { reply, form }: { readonly reply: Reply; readonly form: JsonForm },
): AsyncGenerator<RunEvent, Reply> {
  const words = FORM_WORDS[turn.language];
  // A draft with a note against it would lose the note, and no answer at all has no form.
  if (!isDraft(reply) || reply.policy?.outcome === "noted") return refuse(reply, reply.text);
  yield { type: "status", text: words.status };
  const schema = form.schema === null ? null : readFormSchema(form.schema);
  const model = roster.candidates().find(({ capabilities }) => capabilities.canReason) ?? null;
  const filled = fillAlone(reply, schema, model !== null);
  if (filled !== null) {
    const judged = await judgeObject(parts, turn, reply, filled, { isOwn: true });
    if (judged.fault === null) return { ...reply, ...judged.reply };
  }
  if (model === null) return refuse(reply, withWords(words.refused(words.noModel), reply));
  return yield* copiedByModel(parts, turn, reply, { model, schema });
}

/** Without a schema a model that is there knows better which properties were wished for. */
function fillAlone(
  reply: Reply,
  schema: FormSchema | null,
  hasModel: boolean,
): Record<string, unknown> | null {
  const answer = reply.query?.answer;
  const isOwn = reply.route === "direct" || reply.policy?.outcome === "engine";
  if (!isOwn || !answer || reply.answer === undefined) return null;
  if (schema === null) return hasModel ? null : plainObject({ reply, answer });
  const filled = fillByName(schema.schema, { reply, answer });
  return filled !== null && schema.fault(filled) === null ? filled : null;
}

async function* copiedByModel(
  parts: LoopParts,
  turn: Turn,
  reply: Reply,
  { model, schema }: { readonly model: ModelPort; readonly schema: FormSchema | null },
): AsyncGenerator<RunEvent, Reply> {
  const words = FORM_WORDS[turn.language];
  const prompt = FORM_PROMPTS[turn.language];
  const messages = openingMessages(turn, reply, schema);
  let reason: string = words.failed;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const sinceMs = turn.nowMs();
    // A server that cannot be held to the schema may still write by it.
    const isHeld = schema !== null && model.capabilities.schema && tries === 0;
    const outcome = yield* callModel(turn, model, {
      messages,
      ...(isHeld ? { schema: { ...schema.schema } } : {}),
      maxTokens: Math.min(MAX_TOKENS, Math.floor(model.capabilities.contextTokens / 2)),
      temperature: 0,
      seed: SEED + tries,
    });
    yield turn.step("model", `form; prompt ${promptLabel(prompt)}`, sinceMs);
    if (!outcome.ok) {
      reason = words.failed;
      continue;
    }
    const judged = await judgeText(parts, turn, reply, { text: outcome.text, schema });
    if (judged.fault === null) return { ...reply, ...judged.reply };
    reason = judged.fault;
    messages.push(
      { role: "assistant", content: outcome.text },
      { role: "user", content: `${words.again} ${reason}. ${words.redo}` },
    );
  }
  return refuse(reply, withWords(words.refused(reason), reply));
}

async function judgeText(
  parts: LoopParts,
  turn: Turn,
  reply: Reply,
  { text, schema }: { readonly text: string; readonly schema: FormSchema | null },
): Promise<ObjectJudgement> {
  const object = readObject(text);
  if (object === null) return { fault: FORM_WORDS[turn.language].notJson };
  const fault = schema?.fault(object) ?? null;
  if (fault !== null) return { fault };
  return judgeObject(parts, turn, reply, object, { isOwn: false });
}

function openingMessages(turn: Turn, reply: Reply, schema: FormSchema | null): ModelMessage[] {
  const words = FORM_WORDS[turn.language];
  const { question, instructions = "" } = turn.request;
  const { toolResults } = sourcesOf(turn, reply);
  const rules = [
    FORM_PROMPTS[turn.language].text,
    ...(schema === null ? [] : [`${words.schema}\n${JSON.stringify(schema.schema)}`]),
    ...(instructions === "" ? [] : [`${words.wishes}\n${instructions}`]),
  ];
  const material = [
    `${words.question}\n${question}`,
    ...(toolResults === "" ? [] : [`${words.tools}\n${toolResults}`]),
    `${words.reply}\n${reply.text}`,
  ];
  return [
    { role: "system", content: rules.join("\n\n") },
    { role: "user", content: plainMaterial(material.join("\n\n")) },
  ];
}

/** The object in a model's reply, bare or fenced. */
function readObject(text: string): Readonly<Record<string, unknown>> | null {
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(text)?.[1] ?? text;
  const parsed = parseJson(fenced);
  return isRecord(parsed) ? parsed : null;
}

function withWords(reason: string, reply: Reply): string {
  return `${reason}\n\n${reply.text}`;
}

/** In words, with nothing in it that is offered as checked. */
function refuse(reply: Reply, text: string): Reply {
  const { answer: _, ...rest } = reply;
  return { ...rest, text, verdict: "undecided", claims: [], isRefusal: true };
}
