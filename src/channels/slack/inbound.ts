import { z } from "zod";

/** What Slack sends, as far as it is used: lenient, since Slack adds fields at any time. */

export const fileSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  filetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});
export type SlackFile = z.infer<typeof fileSchema>;

const threadSchema = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  thread_ts: z.string(),
});

export const eventSchema = z.object({
  type: z.string(),
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string().nullish(),
  thread_ts: z.string().nullish(),
  channel: z.string().nullish(),
  channel_type: z.string().nullish(),
  tab: z.string().nullish(),
  files: z.array(fileSchema).nullish(),
  assistant_thread: threadSchema.nullish(),
});
export type SlackEvent = z.infer<typeof eventSchema>;

export const envelopeSchema = z.object({
  type: z.string(),
  challenge: z.string().nullish(),
  event_id: z.string().nullish(),
  team_id: z.string().nullish(),
  event: eventSchema.nullish(),
  authorizations: z.array(z.object({ user_id: z.string().nullish() })).nullish(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export const interactionSchema = z.object({
  type: z.string(),
  callback_id: z.string().nullish(),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  action_ts: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  channel: z.object({ id: z.string() }).nullish(),
  message: z
    .object({ ts: z.string(), thread_ts: z.string().nullish(), text: z.string().nullish() })
    .nullish(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().nullish() })).nullish(),
});
export type Interaction = z.infer<typeof interactionSchema>;

export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(""),
  trigger_id: z.string(),
  response_url: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
});
export type Command = z.infer<typeof commandSchema>;

/**
 * A message that asks something: a person's, new, to the bot. Null for bots, edits, joins and messages
 * that were not meant for it.
 */
export function questionOf(event: SlackEvent, botUser: string | null): Question | null {
  const { type, subtype, user, text, ts, channel } = event;
  const isForUs = type === "app_mention" || (type === "message" && event.channel_type === "im");
  if (!isForUs || !user || !ts || !channel) return null;
  if (event.bot_id || event.app_id || user === botUser || user === "USLACKBOT") return null;
  if (subtype && subtype !== "file_share") return null;
  return {
    user,
    channel,
    text: text ?? "",
    ts,
    threadTs: event.thread_ts ?? ts,
    isDirect: type === "message",
    files: event.files ?? [],
  };
}

export interface Question {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly ts: string;
  readonly threadTs: string;
  readonly isDirect: boolean;
  readonly files: readonly SlackFile[];
}
