import { AnsatzError } from "../../../core/errors.ts";
import { requireToken } from "../require-token.ts";
import { SlackApi } from "../slack-api.ts";
import { API_URL, type SlackChannel, type SlackDoor } from "../slack-channel.ts";

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

export interface SocketModeOptions {
  readonly appToken: string;
  /** Ends in a slash; Slack's own without. */
  readonly apiUrl?: string;
  /** How long between two tries while Slack is away. */
  readonly retryMs?: number;
  readonly onError: (cause: unknown) => void;
}

const RETRY_MS = 15_000;
const ADVICE =
  "Check that it is the app-level token with the scope connections:write, and that socket mode is switched on for the app.";

const DOORS: Readonly<Record<string, SlackDoor>> = {
  events_api: "events",
  interactive: "interactions",
  slash_commands: "commands",
};

/**
 * Takes what Slack sends over a socket that the official client opens and keeps open; no public address
 * is needed. Everything after the acknowledgement is the same as over HTTP. A Slack that is away at the
 * start is tried again until it is there.
 *
 * @throws AnsatzError `invalid_configuration` when the package is not installed or the token is refused.
 */
export async function startSocketMode(
  channel: SlackChannel,
  options: SocketModeOptions,
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  const goOn = async (): Promise<void> => {
    const isConnected = await connect(client, options);
    // What was on its way when the service was closed is not kept.
    if (isClosed) await client.disconnect();
    else if (!isConnected) tryAgain();
  };
  const tryAgain = () => {
    timer = setTimeout(() => void goOn().catch(options.onError), options.retryMs ?? RETRY_MS);
    timer.unref();
  };
  if (!(await connect(client, options))) tryAgain();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client.disconnect();
    },
  };
}

/**
 * False while Slack is away. The client itself would try for half an hour in silence, so Slack is asked
 * before it is.
 */
async function connect(client: SocketClient, options: SocketModeOptions): Promise<boolean> {
  const { appToken: token, apiUrl: baseUrl = API_URL, onError } = options;
  const isThere = await requireToken({
    api: new SlackApi({ token, baseUrl }),
    method: "apps.connections.open",
    setting: "ANSATZ_SLACK_APP_TOKEN",
    advice: ADVICE,
    logger: { error: (_event, { cause }) => onError(cause) },
  });
  if (!isThere) return false;
  try {
    await client.start();
    return true;
  } catch (cause) {
    throw new AnsatzError("invalid_configuration", `Slack refused the socket. ${ADVICE}`, {
      cause,
    });
  }
}

async function createClient({
  appToken,
  apiUrl,
  onError,
}: SocketModeOptions): Promise<SocketClient> {
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
