import type { AnswerTools } from "./answer-question.ts";
import { ACTIONS } from "./blocks.ts";
import { checkBlocks } from "./check-message.ts";
import type { Interaction } from "./inbound.ts";
import { readMessageText } from "./message-text.ts";
import { languageOf, PHRASES } from "./phrases.ts";
import type { UserLanguages } from "./user-languages.ts";
import { certificateView } from "./views.ts";
import type { Work } from "./work-log.ts";

export function claimOfInteraction({ type, callback_id, trigger_id, actions }: Interaction) {
  const isOurs =
    (type === "message_action" && callback_id === ACTIONS.check) ||
    (type === "block_actions" && actions?.some(({ action_id }) => action_id.startsWith("ansatz_")));
  if (!isOurs || !trigger_id) return null;
  return { id: `interaction:${trigger_id}`, topic: `interaction:${trigger_id}` };
}

/** Does what was pressed: check a message, show a certificate, store a rating. */
export async function interact(
  work: Work,
  interaction: Interaction,
  tools: AnswerTools,
  languages: UserLanguages,
): Promise<void> {
  if (interaction.type === "message_action" && interaction.callback_id === ACTIONS.check)
    await check(work, interaction, tools, languages);
  for (const action of interaction.actions ?? []) {
    if (action.action_id === ACTIONS.certificate && action.value)
      await showCertificate(interaction, action.value, tools);
    if (action.action_id === ACTIONS.rating && action.value)
      await rate(interaction, action.value, tools);
  }
  await work.finish();
}

async function check(
  work: Work,
  { message, response_url: url, user }: Interaction,
  { parts, api }: AnswerTools,
  languages: UserLanguages,
): Promise<void> {
  if (!url) return;
  const text = readMessageText(message?.text ?? "").slice(0, 100_000);
  const language = /\p{L}/u.test(text) ? languageOf(text) : await languages.of(user.id);
  const result = await parts.verifier.verify({ text }, { signal: work.signal });
  const { blocks, text: summary } = checkBlocks(result, language, parts.writeUnicode);
  await api.respond(url, {
    response_type: "ephemeral",
    replace_original: false,
    text: summary,
    blocks,
  });
}

async function showCertificate(
  interaction: Interaction,
  runId: string,
  { parts, api }: AnswerTools,
): Promise<void> {
  const run = await parts.runs.get(runId);
  const question = run?.question ?? "";
  await api.call("views.open", {
    trigger_id: interaction.trigger_id,
    view: certificateView(question, run?.result ?? null, languageOf(question), parts.writeUnicode),
  });
}

async function rate(
  { user, team, channel, message }: Interaction,
  value: string,
  { parts, api }: AnswerTools,
): Promise<void> {
  const [, rating, runId] = /^(good|bad):(.+)$/.exec(value) ?? [];
  if (!rating || !runId) return;
  await parts.rate({
    runId,
    rating: rating === "good" ? "good" : "bad",
    rater: `slack:${team?.id ?? user.team_id ?? ""}:${user.id}`,
  });
  if (!channel) return;
  const run = await parts.runs.get(runId);
  await api.call("chat.postEphemeral", {
    channel: channel.id,
    user: user.id,
    text: PHRASES[languageOf(run?.question ?? "")].thanks,
    ...(message?.thread_ts ? { thread_ts: message.thread_ts } : {}),
  });
}
