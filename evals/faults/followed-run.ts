/** An instance, or what stands before several. */
interface Reached {
  readonly url: string;
}

export interface FollowedEvent {
  readonly sequence: number;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface FollowOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** The last event that was read before. */
  readonly after?: number;
  /** Leaves when this event was read. */
  readonly until?: (entry: FollowedEvent) => boolean;
}

/** Reads a run's stream as a client would, to its end or to wherever it breaks. */
export async function followRun(
  service: Reached,
  runId: string,
  { after, until, headers = {} }: FollowOptions = {},
): Promise<FollowedEvent[]> {
  const read: FollowedEvent[] = [];
  const last: Record<string, string> = after === undefined ? {} : { "last-event-id": `${after}` };
  const leave = new AbortController();
  const limit = setTimeout(() => leave.abort(), 90_000);
  try {
    const response = await fetch(`${service.url}/v1/runs/${runId}/events`, {
      headers: { ...headers, ...last },
      signal: leave.signal,
    });
    if (response.status !== 200 || response.body === null) return read;
    let text = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const entry = entryOf(text.slice(0, end));
        text = text.slice(end + 2);
        if (entry === null) continue;
        read.push(entry);
        if (until?.(entry) === true) return read;
      }
    }
  } catch {
    // The stream broke, which is what the caller looks at.
  } finally {
    clearTimeout(limit);
    leave.abort();
  }
  return read;
}

/** Follows through any of the instances, and goes on behind the last event wherever a stream breaks. */
export async function followAnywhere(
  services: readonly Reached[],
  runId: string,
  limitMs: number,
  options: Pick<FollowOptions, "headers"> = {},
): Promise<FollowedEvent[]> {
  const read: FollowedEvent[] = [];
  const startedMs = performance.now();
  for (let turn = 0; performance.now() - startedMs < limitMs; turn += 1) {
    const service = services[turn % services.length];
    if (service === undefined) break;
    const after = read.at(-1)?.sequence;
    const from = after === undefined ? {} : { after };
    read.push(...(await followRun(service, runId, { ...options, ...from })));
    if (isEnd(read.at(-1))) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return read;
}

export function isEnd(entry: FollowedEvent | undefined): boolean {
  return entry?.event["type"] === "run-end" || entry?.event["type"] === "run-error";
}

/** Numbered from 1 without a gap and without one that came twice. */
export function isWhole(events: readonly FollowedEvent[]): boolean {
  return events.length > 0 && events.every(({ sequence }, index) => sequence === index + 1);
}

function entryOf(frame: string): FollowedEvent | null {
  const id = /^id: (\d+)$/m.exec(frame)?.[1];
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  if (id === undefined || data === undefined) return null;
  return { sequence: Number(id), event: JSON.parse(data) as FollowedEvent["event"] };
}
