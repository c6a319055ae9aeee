import { Hono, type Context } from "hono";
import type { SlackChannel, SlackDoor } from "../../channels/slack/slack-channel.ts";
import { AnsatzError } from "../../core/errors.ts";

const DOORS: readonly SlackDoor[] = ["events", "interactions", "commands"];

/** The addresses that Slack calls; without a channel they say how to set one up. */
export function slackRoutes(channel: SlackChannel | null): Hono {
  const app = new Hono();
  for (const door of DOORS)
    app.post(`/slack/${door}`, (context) => {
      if (!channel)
        throw new AnsatzError(
          "not_found",
          "Slack is not set up here. Set ANSATZ_SLACK_SIGNING_SECRET and ANSATZ_SLACK_BOT_TOKEN and start the service again; docs/slack.md shows where they come from.",
        );
      return channel.handle(door, context.req.raw, (work) => keepAlive(context, work));
    });
  return app;
}

/** On Workers the work after the response lives as long as its request says; elsewhere it just goes on. */
function keepAlive(context: Context, work: Promise<unknown>): void {
  try {
    context.executionCtx.waitUntil(work);
  } catch {
    // Only some runtimes have an execution context; Hono throws where there is none.
  }
}
