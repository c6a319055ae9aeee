import { directMessage, envelope, SECRET, send } from "../../test/slack/slack-sender.ts";
import { SlackStandIn } from "../../test/slack/slack-stand-in.ts";
import type { ServiceProcess } from "./service-process.ts";

/** A question in Slack, as its servers deliver it again and again. */
export interface SlackQuestion {
  readonly thread: string;
  readonly body: string;
}

/** Slack's side: it delivers events to instances and counts what they answer. */
export class SlackEvents {
  readonly #slack: SlackStandIn;

  private constructor(slack: SlackStandIn) {
    this.#slack = slack;
  }

  static async start(): Promise<SlackEvents> {
    return new SlackEvents(await SlackStandIn.start());
  }

  /** The settings by which an instance is this Slack's agent. */
  get environment(): Readonly<Record<string, string>> {
    return {
      ANSATZ_SLACK_BOT_TOKEN: "xoxb-test",
      ANSATZ_SLACK_SIGNING_SECRET: SECRET,
      ANSATZ_SLACK_API_URL: this.#slack.apiUrl,
    };
  }

  question(text: string): SlackQuestion {
    const event = directMessage(text);
    return { thread: event.ts, body: envelope(event) };
  }

  /** Every question to every instance, all at the same time; the statuses, 0 where nobody answered. */
  deliver(
    services: readonly ServiceProcess[],
    questions: readonly SlackQuestion[],
  ): Promise<number[]> {
    const sent = questions.flatMap(({ body }) =>
      services.map(async ({ url }) => {
        try {
          const response = await send(url, "events", body);
          await response.arrayBuffer();
          return response.status;
        } catch {
          return 0;
        }
      }),
    );
    return Promise.all(sent);
  }

  /** How often a question was answered: with whatever words, on a busy machine that its time was over. */
  answersTo({ thread }: SlackQuestion): number {
    return this.#slack
      .inThread(thread)
      .filter(({ markdown, isStreaming }) => !isStreaming && markdown !== "").length;
  }

  close(): Promise<void> {
    return this.#slack.close();
  }
}
