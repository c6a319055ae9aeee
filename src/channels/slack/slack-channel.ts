import { answerQuestion, type AnswerTools } from "./answer-question.ts";
import { claimOfInteraction, interact } from "./interact.ts";
import { conversationIdOf } from "./conversation.ts";
import {
  commandSchema,
  envelopeSchema,
  interactionSchema,
  questionOf,
  type Command,
  type Envelope,
} from "./inbound.ts";
import { readMessageText } from "./message-text.ts";
import type { SlackParts } from "./parts.ts";
import { languageOf, PHRASES } from "./phrases.ts";
import { requireToken } from "./require-token.ts";
import { answerCommand } from "./respond-by-url.ts";
import { Sessions } from "./sessions.ts";
import { isFromSlack } from "./signature.ts";
import { SlackApi, SlackRefusal } from "./slack-api.ts";
import { UserLanguages } from "./user-languages.ts";
import { homeView } from "./views.ts";
import { WorkLog, type Job, type Work } from "./work-log.ts";

export type SlackDoor = "events" | "interactions" | "commands";

export const API_URL = "https://slack.com/api/";
const LEASE_MS = 15_000;

/**
 * The Slack agent. What arrives is verified, claimed in the shared records and acknowledged; the work
 * is done afterwards, once, by whichever instance holds it.
 */
export class SlackChannel {
  readonly #parts: SlackParts;
  readonly #tools: AnswerTools;
  readonly #log: WorkLog;
  readonly #languages: UserLanguages;
  readonly #working = new Set<Promise<void>>();
  /** The end of the last work in each conversation: a thread's questions are answered in turn. */
  readonly #lines = new Map<string, Promise<void>>();
  #sweep: ReturnType<typeof setInterval> | undefined;

  constructor(parts: SlackParts) {
    this.#parts = parts;
    const { settings, records, clock, logger } = parts;
    const baseUrl = settings.apiUrl ?? API_URL;
    const api = new SlackApi({
      token: settings.botToken,
      baseUrl,
      ...(parts.fetch === undefined ? {} : { fetch: parts.fetch }),
    });
    this.#log = new WorkLog({ records, clock, logger, leaseMs: settings.leaseMs ?? LEASE_MS });
    this.#languages = new UserLanguages(api, logger);
    this.#tools = {
      parts,
      api,
      sessions: new Sessions(api, logger),
      isSlackAddress: (url) => isSlackAddress(url, new URL(baseUrl)),
    };
  }

  /** @throws AnsatzError `invalid_configuration` when Slack refuses the bot token. */
  async requireToken(): Promise<void> {
    await requireToken({
      api: this.#tools.api,
      method: "auth.test",
      setting: "ANSATZ_SLACK_BOT_TOKEN",
      advice:
        "Install the app to the workspace, on its page OAuth & Permissions, and set the bot token that stands there.",
      logger: this.#parts.logger,
    });
  }

  /** Takes up what was acknowledged and never finished, now and from time to time. */
  start(): void {
    const takeUp = () =>
      void this.takeUp().catch((cause: unknown) =>
        this.#parts.logger.error("slack-sweep", { cause }),
      );
    takeUp();
    this.#sweep = setInterval(
      takeUp,
      Math.max(200, (this.#parts.settings.leaseMs ?? LEASE_MS) / 2),
    );
  }

  /** Waits for the work at hand; what is not done by then is left for another instance. */
  async close(graceMs = 5_000): Promise<void> {
    clearInterval(this.#sweep);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([Promise.allSettled(this.#working), enough]);
    clearTimeout(timer);
  }

  /** Begins what was left; `keepAlive` is told of each work. */
  async takeUp(keepAlive: (work: Promise<unknown>) => void = () => undefined): Promise<void> {
    for (const work of await this.#log.takeOver()) {
      this.#parts.logger.info("slack-taken-over", { id: work.id, attempt: work.attempt });
      keepAlive(this.#begin(work));
    }
  }

  /**
   * Answers one HTTP request of Slack within its three seconds. `keepAlive` is told of the work that
   * goes on afterwards, for places that end a request's work with its response.
   */
  async handle(
    door: SlackDoor,
    request: Request,
    keepAlive: (work: Promise<unknown>) => void = () => undefined,
  ): Promise<Response> {
    const body = new Uint8Array(await request.arrayBuffer());
    const signed = {
      timestamp: request.headers.get("x-slack-request-timestamp"),
      signature: request.headers.get("x-slack-signature"),
      body,
    };
    const { settings, clock } = this.#parts;
    const { signingSecret } = settings;
    if (signingSecret === null || !(await isFromSlack(signed, signingSecret, clock.nowMs())))
      return new Response("The signature is not Slack's.", { status: 401 });
    const sent = readSent(door, new TextDecoder().decode(body));
    if (sent === null)
      return new Response("The body could not be read.", {
        status: 400,
        headers: { "x-slack-no-retry": "1" },
      });
    const reply = await this.receive(door, sent, keepAlive);
    return typeof reply === "string"
      ? new Response(reply, { headers: { "content-type": "text/plain; charset=utf-8" } })
      : reply === null
        ? new Response(null, { status: 200 })
        : Response.json(reply);
  }

  /** The same for what came by another way, already known to be Slack's; gives the acknowledgement's body. */
  async receive(
    door: SlackDoor,
    sent: unknown,
    keepAlive: (work: Promise<unknown>) => void = () => undefined,
  ): Promise<object | string | null> {
    if (door === "events") {
      const envelope = envelopeSchema.safeParse(sent);
      if (!envelope.success) return null;
      if (envelope.data.type === "url_verification") return envelope.data.challenge ?? "";
      return this.#accept(claimOfEvent(envelope.data), { kind: "event", body: sent }, keepAlive);
    }
    if (door === "commands") {
      const command = commandSchema.safeParse(sent);
      if (!command.success) return null;
      const text = readMessageText(command.data.text);
      if (text === "" || text === "help")
        return { response_type: "ephemeral", text: PHRASES[languageOf(text)].commandHelp };
      const id = `command:${command.data.trigger_id}`;
      return this.#accept({ id, topic: id }, { kind: "command", body: sent }, keepAlive);
    }
    const interaction = interactionSchema.safeParse(sent);
    if (!interaction.success) return null;
    return this.#accept(
      claimOfInteraction(interaction.data),
      { kind: "interaction", body: sent },
      keepAlive,
    );
  }

  async #accept(
    claim: { id: string; topic: string } | null,
    job: Job,
    keepAlive: (work: Promise<unknown>) => void,
  ): Promise<null> {
    if (!claim) return null;
    const work = await this.#log.claim(claim.id, claim.topic, job);
    if (work) keepAlive(this.#begin(work));
    return null;
  }

  #begin(work: Work): Promise<void> {
    const job = this.#perform(work).catch((cause: unknown) => this.#failed(work, cause));
    this.#working.add(job);
    void job.finally(() => this.#working.delete(job));
    return job;
  }

  /** What Slack refused it would refuse again; everything else is left to be taken up once more. */
  async #failed(work: Work, cause: unknown): Promise<void> {
    this.#parts.logger.error("slack-job", { id: work.id, attempt: work.attempt, cause });
    if (cause instanceof SlackRefusal) await work.finish();
    else work.release();
  }

  async #perform(work: Work): Promise<void> {
    if (work.job.kind === "command")
      return answerCommand(work, work.job.body as Command, this.#tools);
    if (work.job.kind === "interaction")
      return interact(work, interactionSchema.parse(work.job.body), this.#tools, this.#languages);
    return this.#react(work, envelopeSchema.parse(work.job.body));
  }

  async #react(work: Work, envelope: Envelope): Promise<void> {
    const { event, team_id: team } = envelope;
    const { api } = this.#tools;
    if (!event || !team) return work.finish();
    const botUser = envelope.authorizations?.[0]?.user_id ?? null;
    const question = questionOf(event, botUser);
    if (question) {
      const line = conversationIdOf(team, question.channel, question.threadTs);
      return this.#inTurn(line, () => answerQuestion(work, question, team, this.#tools));
    }
    if (event.type === "agent_session_stopped" && event.channel && event.thread_ts)
      await this.#log.requestStop(conversationIdOf(team, event.channel, event.thread_ts));
    if (event.type === "app_home_opened" && event.user) {
      const language = await this.#languages.of(event.user);
      if (event.tab === "home")
        await api.call("views.publish", {
          user_id: event.user,
          view: homeView(language, this.#parts.modelId),
        });
      else if (event.channel) await this.#suggest(event.user, event.channel);
    }
    const thread = event.assistant_thread;
    if (event.type === "assistant_thread_started" && thread)
      await this.#suggest(thread.user_id, thread.channel_id, thread.thread_ts);
    await work.finish();
  }

  async #suggest(user: string, channel: string, threadTs?: string): Promise<void> {
    const phrases = PHRASES[await this.#languages.of(user)];
    await this.#tools.api.call("assistant.threads.setSuggestedPrompts", {
      channel_id: channel,
      title: phrases.promptsTitle,
      prompts: phrases.prompts,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    });
  }

  async #inTurn(line: string, perform: () => Promise<void>): Promise<void> {
    const before = this.#lines.get(line) ?? Promise.resolve();
    const own = before.then(perform, perform);
    const settled = own.then(
      () => undefined,
      () => undefined,
    );
    this.#lines.set(line, settled);
    try {
      await own;
    } finally {
      if (this.#lines.get(line) === settled) this.#lines.delete(line);
    }
  }
}

/** Events that nobody acts on are acknowledged and leave no trace. */
function claimOfEvent({ event, event_id: id, team_id: team, ...rest }: Envelope) {
  if (rest.type !== "event_callback" || !event || !id || !team) return null;
  const question = questionOf(event, rest.authorizations?.[0]?.user_id ?? null);
  if (question)
    return {
      id: `event:${id}`,
      topic: conversationIdOf(team, question.channel, question.threadTs),
    };
  const others = ["agent_session_stopped", "app_home_opened", "assistant_thread_started"];
  return others.includes(event.type) ? { id: `event:${id}`, topic: `event:${id}` } : null;
}

/** Events come as JSON, interactions as JSON in a form's `payload`, commands as a form. */
function readSent(door: SlackDoor, text: string): unknown {
  if (door === "commands") return Object.fromEntries(new URLSearchParams(text));
  const json = door === "events" ? text : new URLSearchParams(text).get("payload");
  try {
    return JSON.parse(json ?? "");
  } catch {
    return null;
  }
}

function isSlackAddress(url: URL, api: URL): boolean {
  if (url.origin === api.origin) return true;
  return url.protocol === "https:" && /(^|\.)(slack|slack-gov)\.com$/.test(url.hostname);
}
