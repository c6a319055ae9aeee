import { AnsatzError } from "../../../core/errors.ts";
import type { SlackChannel, SlackDoor } from "../slack-channel.ts";

/** The part of the official client that is used here. */
interface SocketClient {
  on(event: "slack_event", listener: (sent: Envelope) => void): unknown;
  start(): Promise<unknown>;
  disconnect(): Promise<void>;
}

interface Envelope {
  readonly ack: (body?: Record<string, unknown>) => Promise<void>;
  readonly type: string;
  readonly body: unknown;
}

export interface SocketMode {
  close(): Promise<void>;
}

const DOORS: Readonly<Record<string, SlackDoor>> = {
  events_api: "events",
  interactive: "interactions",
  slash_commands: "commands",
};

/**
 * Takes what Slack sends over a socket that the official client opens and keeps open; no public address
 * is needed. Everything after the acknowledgement is the same as over HTTP.
 *
 * @throws AnsatzError `invalid_configuration` when the package is not installed or the token is refused.
 */
export async function startSocketMode(
  channel: SlackChannel,
  options: { appToken: string; apiUrl?: string; onError: (cause: unknown) => void },
): Promise<SocketMode> {
  const client = await createClient(options);
  client.on("slack_event", (sent) => {
    const door = DOORS[sent.type];
    if (door)
      void channel
        .receive(door, sent.body)
        .then((reply) =>
          sent.ack(typeof reply === "object" && reply !== null ? { ...reply } : undefined),
        )
        .catch(options.onError);
  });
  try {
    await client.start();
  } catch (cause) {
    throw new AnsatzError(
      "invalid_configuration",
      "Slack refused the socket. Check that ANSATZ_SLACK_APP_TOKEN has the scope connections:write and that socket mode is switched on for the app.",
      { cause },
    );
  }
  return { close: () => client.disconnect() };
}

async function createClient({
  appToken,
  apiUrl,
  onError,
}: Parameters<typeof startSocketMode>[1]): Promise<SocketClient> {
  try {
    const { SocketModeClient, LogLevel } = await import("@slack/socket-mode");
    const ignore = () => undefined;
    return new SocketModeClient({
      appToken,
      logger: {
        debug: ignore,
        info: ignore,
        warn: ignore,
        error: (...parts: unknown[]) => onError(parts.map(String).join(" ")),
        setLevel: ignore,
        getLevel: () => LogLevel.ERROR,
        setName: ignore,
      },
      ...(apiUrl === undefined ? {} : { clientOptions: { slackApiUrl: apiUrl } }),
    });
  } catch (cause) {
    throw new AnsatzError(
      "invalid_configuration",
      "Socket mode needs the package @slack/socket-mode, which is not installed. Run: npm install @slack/socket-mode@3.1.0, or unset ANSATZ_SLACK_APP_TOKEN and use HTTP.",
      { cause },
    );
  }
}
