import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  blocksError,
  CALLS_A_MINUTE,
  chunksError,
  MESSAGE_CHARACTERS,
  text,
  TEXT_CHARACTERS,
} from "./slack-limits.ts";

type Fields = Record<string, unknown>;

export interface StandInMessage {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string;
  markdown: string;
  blocks: Fields[];
  tasks: Map<string, Fields>;
  metadata: unknown;
  isStreaming: boolean;
  startedMs: number;
}

export interface StandInFile {
  readonly id: string;
  readonly alt: string;
  bytes: Buffer;
  isComplete: boolean;
  readyAtMs: number;
}

export interface StandInOptions {
  readonly token?: string;
  /** How long the minute of the rate limits is; none without. */
  readonly minuteMs?: number;
  /** Slack closes a stream by itself at this age. */
  readonly streamLifeMs?: number;
  /** How long a completed upload takes until a block may show it. */
  readonly fileDelayMs?: number;
  /** Methods refused with this error, as for an app that lacks a feature. */
  readonly refuse?: Readonly<Record<string, string>>;
  /** Leaves calls of a method unanswered, before or after they take effect; the first `skip` pass. */
  readonly hold?: {
    readonly method: string;
    readonly when: "before" | "after";
    readonly count: number;
    readonly skip?: number;
  };
  readonly locale?: string;
  /** Files of other workspaces, by id: events name the id alone. */
  readonly foreignFiles?: Readonly<Record<string, Fields>>;
  /** Answers by address are refused when they show a picture, with this status and body. */
  readonly refusePictures?: { readonly status: number; readonly body: string };
}

/**
 * Slack's Web API as far as a bot uses it, with the argument rules, limits, error codes and rate limits
 * of its documentation: over real HTTP, so that any client talks to it unchanged.
 */
export class SlackStandIn {
  readonly messages: StandInMessage[] = [];
  readonly files = new Map<string, StandInFile>();
  readonly calls: { method: string; body: Fields; atMs: number; error: string | null }[] = [];
  readonly views: { method: string; body: Fields }[] = [];
  readonly responses: Fields[] = [];
  readonly downloads = new Map<string, { type: string; bytes: Buffer }>();
  readonly #options: StandInOptions;
  readonly #windows = new Map<string, { sinceMs: number; count: number }>();
  readonly #uses = new Map<string, number>();
  readonly #triggers = new Set<string>();
  #server!: Server;
  #count = 0;
  tooMany = 0;
  held = 0;

  constructor(options: StandInOptions = {}) {
    this.#options = options;
  }

  static async start(options: StandInOptions = {}): Promise<SlackStandIn> {
    const slack = new SlackStandIn(options);
    slack.#server = createServer((request, response) => {
      void slack.#answer(request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => slack.#server.listen(0, "127.0.0.1", resolve));
    return slack;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  trigger(): string {
    const id = `${(this.#count += 1)}.trigger`;
    this.#triggers.add(id);
    return id;
  }

  callsOf(method: string) {
    return this.calls.filter((call) => call.method === method);
  }

  inThread(threadTs: string): StandInMessage[] {
    return this.messages.filter((message) => message.threadTs === threadTs);
  }

  /** What pressing stop does on Slack's side: it ends the streams of the thread. */
  pressStop(threadTs: string): string[] {
    const streaming = this.inThread(threadTs).filter((message) => message.isStreaming);
    for (const message of streaming) message.isStreaming = false;
    return streaming.map((message) => message.ts);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const url = new URL(request.url ?? "/", this.origin);
    const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(value));
    if (url.pathname.startsWith("/upload/")) {
      const file = this.files.get(url.pathname.slice(8));
      if (!file) return void json({ ok: false }, 404);
      file.bytes = await uploadedBytes(request.headers["content-type"] ?? "", body);
      return void response.writeHead(200).end(`OK - ${body.length}`);
    }
    if (url.pathname.startsWith("/response/"))
      return void this.#respond(url.pathname, body, response);
    if (url.pathname.startsWith("/files/")) return void this.#download(url, request, response);
    const method = url.pathname.replace(/^\/api\//, "");
    const fields = readFields(request.headers["content-type"] ?? "", body.toString());
    const wait = this.#waitOf(method);
    if (wait > 0) {
      this.tooMany += 1;
      return void json({ ok: false, error: "ratelimited" }, 429, {
        "retry-after": String(wait),
      });
    }
    const { hold } = this.#options;
    const isSkipped = this.callsOf(method).length < (hold?.skip ?? 0);
    const isHeld = hold?.method === method && !isSkipped && this.held < hold.count;
    if (isHeld) this.held += 1;
    if (isHeld && hold.when === "before") return;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? fields["token"];
    const outcome = this.#perform(method, fields, text(token));
    const error = outcome["ok"] === true ? null : text(outcome["error"]);
    this.calls.push({ method, body: fields, atMs: Date.now(), error });
    if (!isHeld) json(outcome);
  }

  /** Five uses each, the refused ones among them. */
  #respond(path: string, body: Buffer, response: ServerResponse): void {
    const uses = (this.#uses.get(path) ?? 0) + 1;
    this.#uses.set(path, uses);
    if (uses > 5) return void response.writeHead(404).end("used_url");
    const fields = JSON.parse(body.toString()) as Fields;
    const blocks = (fields["blocks"] ?? []) as Fields[];
    const { refusePictures } = this.#options;
    if (refusePictures && blocks.some(({ type }) => type === "image"))
      return void response.writeHead(refusePictures.status).end(refusePictures.body);
    const error = blocksError(blocks, (id) => this.#isReady(id));
    if (error) return void response.writeHead(400).end(error);
    this.responses.push(fields);
    response.writeHead(200).end("ok");
  }

  #download(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const file = this.downloads.get(url.pathname);
    const isAllowed =
      request.headers.authorization === `Bearer ${this.#options.token ?? "xoxb-test"}`;
    if (!file || !isAllowed) return void response.writeHead(isAllowed ? 404 : 403).end();
    response.writeHead(200, { "content-type": file.type }).end(file.bytes);
  }

  /** Seconds to wait, 0 when the call is within the limit. Slack counts the refused calls as well. */
  #waitOf(method: string): number {
    const { minuteMs } = this.#options;
    const limit = CALLS_A_MINUTE[method];
    if (minuteMs === undefined || limit === undefined) return 0;
    const nowMs = Date.now();
    const known = this.#windows.get(method);
    const window = known && nowMs - known.sinceMs < minuteMs ? known : { sinceMs: nowMs, count: 0 };
    this.#windows.set(method, window);
    window.count += 1;
    return window.count <= limit
      ? 0
      : Math.max(1, Math.ceil((window.sinceMs + minuteMs - nowMs) / 1000));
  }

  #perform(method: string, fields: Fields, token: string): Fields {
    if (token === "") return refusal("not_authed");
    if (token !== (this.#options.token ?? "xoxb-test")) return refusal("invalid_auth");
    const refused = this.#options.refuse?.[method];
    if (refused) return refusal(refused);
    switch (method) {
      case "auth.test":
        return {
          ok: true,
          url: this.origin,
          team: "Test",
          team_id: "T1",
          user: "ansatz",
          user_id: "UBOT",
          bot_id: "BBOT",
        };
      case "chat.startStream":
        return this.#startStream(fields);
      case "chat.appendStream":
        return this.#appendStream(fields, true);
      case "chat.stopStream":
        return this.#stopStream(fields);
      case "chat.postMessage":
        return this.#postMessage(fields);
      case "chat.update":
        return this.#update(fields);
      case "chat.delete":
        return this.#delete(fields);
      case "chat.postEphemeral":
        return text(fields["user"]) === ""
          ? refusal("user_not_in_channel")
          : { ok: true, message_ts: this.#nextTs() };
      case "agents.sessions.setStatus":
        return this.#setStatus(fields);
      case "assistant.threads.setStatus":
        return text(fields["thread_ts"]) === "" ? refusal("invalid_arguments") : { ok: true };
      case "assistant.threads.setSuggestedPrompts":
        return promptsError(fields) ?? { ok: true };
      case "views.open":
        return this.#openView(fields);
      case "views.publish":
        return this.#publish(fields);
      case "users.info":
        return { ok: true, user: { id: fields["user"], locale: this.#options.locale ?? "en-US" } };
      case "files.info": {
        const file = this.#options.foreignFiles?.[text(fields["file"])];
        return file === undefined ? refusal("file_not_found") : { ok: true, file };
      }
      case "files.getUploadURLExternal":
        return this.#getUploadUrl(fields);
      case "files.completeUploadExternal":
        return this.#completeUpload(fields);
      default:
        return refusal("unknown_method");
    }
  }

  #startStream(fields: Fields): Fields {
    const channel = text(fields["channel"]);
    if (!/^[CDG]/.test(channel)) return refusal("channel_not_found");
    if (text(fields["thread_ts"]) === "") return refusal("invalid_thread_ts");
    if (!channel.startsWith("D")) {
      if (text(fields["recipient_user_id"]) === "") return refusal("missing_recipient_user_id");
      if (text(fields["recipient_team_id"]) === "") return refusal("missing_recipient_team_id");
    }
    const message = this.#newMessage(fields, true);
    const error = this.#add(message, fields);
    if (error) return refusal(error);
    this.messages.push(message);
    return { ok: true, channel, ts: message.ts };
  }

  #appendStream(fields: Fields, needsContent: boolean): Fields {
    const message = this.#find(fields);
    if (!message) return refusal("message_not_found");
    const age = Date.now() - message.startedMs;
    if (age > (this.#options.streamLifeMs ?? 300_000)) message.isStreaming = false;
    if (!message.isStreaming) return refusal("message_not_in_streaming_state");
    const isEmpty = fields["chunks"] === undefined && fields["markdown_text"] === undefined;
    if (needsContent && isEmpty) return refusal("no_text");
    const error = this.#add(message, fields);
    return error ? refusal(error) : { ok: true, channel: message.channel, ts: message.ts };
  }

  #stopStream(fields: Fields): Fields {
    const blocks = fields["blocks"];
    const error = blocks === undefined ? null : blocksError(blocks, (id) => this.#isReady(id));
    if (error) return refusal(error);
    const status = fields["session_status"];
    if (status !== undefined && !STATUSES.includes(text(status)))
      return refusal("invalid_arguments");
    const outcome = this.#appendStream(fields, false);
    const message = this.#find(fields);
    if (outcome["ok"] !== true || !message) return outcome;
    message.isStreaming = false;
    message.blocks.push(...((blocks ?? []) as Fields[]));
    message.metadata = fields["metadata"] ?? null;
    return outcome;
  }

  /** Adds chunks or text to a message; leaves it as it is when they are refused. */
  #add(message: StandInMessage, fields: Fields): string | null {
    const { chunks, markdown_text: markdown } = fields;
    if (chunks !== undefined && markdown !== undefined) return "invalid_arguments";
    if (text(markdown).length > TEXT_CHARACTERS) return "msg_too_long";
    const list = (chunks ?? []) as Fields[];
    const error = chunks === undefined ? null : chunksError(chunks, (id) => this.#isReady(id));
    if (error) return error;
    const added =
      text(markdown) +
      list.map((chunk) => (chunk["type"] === "markdown_text" ? text(chunk["text"]) : "")).join("");
    if (message.markdown.length + added.length > MESSAGE_CHARACTERS) return "msg_too_long";
    message.markdown += added;
    for (const chunk of list) {
      if (chunk["type"] === "task_update") message.tasks.set(text(chunk["id"]), chunk);
      if (chunk["type"] === "blocks") message.blocks.push(...(chunk["blocks"] as Fields[]));
    }
    return null;
  }

  #postMessage(fields: Fields): Fields {
    const channel = text(fields["channel"]);
    if (!/^[CDG]/.test(channel)) return refusal("channel_not_found");
    const error = contentError(fields, (id) => this.#isReady(id));
    if (error) return refusal(error);
    const message = this.#newMessage(fields, false);
    setContent(message, fields);
    this.messages.push(message);
    return { ok: true, channel, ts: message.ts, message: { text: fields["text"], ts: message.ts } };
  }

  #update(fields: Fields): Fields {
    const message = this.#find(fields);
    if (!message) return refusal("message_not_found");
    if (message.isStreaming) return refusal("streaming_state_conflict");
    const error = contentError(fields, (id) => this.#isReady(id));
    if (error) return refusal(error);
    setContent(message, fields);
    return { ok: true, channel: message.channel, ts: message.ts, text: fields["text"] };
  }

  #delete(fields: Fields): Fields {
    const message = this.#find(fields);
    if (!message) return refusal("message_not_found");
    this.messages.splice(this.messages.indexOf(message), 1);
    return { ok: true, channel: message.channel, ts: message.ts };
  }

  #setStatus(fields: Fields): Fields {
    if (!STATUSES.includes(text(fields["status"]))) return refusal("invalid_arguments");
    if (text(fields["thread_ts"]) === "") return refusal("invalid_thread_ts");
    if (text(fields["title"]).length > 200) return refusal("invalid_arguments");
    return { ok: true, status: fields["status"] };
  }

  #openView(fields: Fields): Fields {
    const trigger = text(fields["trigger_id"]);
    if (!this.#triggers.delete(trigger)) return refusal("expired_trigger_id");
    const error = viewError(fields["view"], "modal");
    if (error) return refusal(error);
    this.views.push({ method: "views.open", body: fields });
    return { ok: true, view: { id: "V1" } };
  }

  #publish(fields: Fields): Fields {
    const error = viewError(fields["view"], "home");
    if (error) return refusal(error);
    this.views.push({ method: "views.publish", body: fields });
    return { ok: true, view: { id: "V2" } };
  }

  #getUploadUrl(fields: Fields): Fields {
    if (text(fields["filename"]) === "" || !(Number(fields["length"]) > 0))
      return refusal("invalid_arguments");
    const id = `F${(this.#count += 1)}`;
    this.files.set(id, {
      id,
      alt: text(fields["alt_txt"]),
      bytes: Buffer.alloc(0),
      isComplete: false,
      readyAtMs: Number.POSITIVE_INFINITY,
    });
    return { ok: true, upload_url: `${this.origin}/upload/${id}`, file_id: id };
  }

  #completeUpload(fields: Fields): Fields {
    const list = fields["files"] as Fields[] | undefined;
    if (!Array.isArray(list)) return refusal("invalid_arguments");
    for (const { id } of list) {
      const file = this.files.get(text(id));
      if (!file || file.bytes.length === 0) return refusal("file_not_found");
      file.isComplete = true;
      file.readyAtMs = Date.now() + (this.#options.fileDelayMs ?? 0);
    }
    return { ok: true, files: list };
  }

  #isReady(id: string): boolean {
    const file = this.files.get(id);
    return file !== undefined && file.isComplete && file.readyAtMs <= Date.now();
  }

  #newMessage(fields: Fields, isStreaming: boolean): StandInMessage {
    const ts = this.#nextTs();
    return {
      ts,
      channel: text(fields["channel"]),
      threadTs: text(fields["thread_ts"]) || ts,
      markdown: "",
      blocks: [],
      tasks: new Map(),
      metadata: null,
      isStreaming,
      startedMs: Date.now(),
    };
  }

  #find(fields: Fields): StandInMessage | undefined {
    return this.messages.find(
      (message) => message.ts === fields["ts"] && message.channel === fields["channel"],
    );
  }

  #nextTs(): string {
    this.#count += 1;
    return `1800000000.${String(this.#count).padStart(6, "0")}`;
  }
}

const STATUSES = ["processing", "active", "suspended", "closed"];

function refusal(error: string): Fields {
  return { ok: false, error };
}

function contentError(fields: Fields, isReady: (id: string) => boolean): string | null {
  const { blocks } = fields;
  if (text(fields["text"]) === "" && blocks === undefined) return "no_text";
  if (text(fields["text"]).length > 40_000) return "msg_too_long";
  return blocks === undefined ? null : blocksError(blocks, isReady);
}

function setContent(message: StandInMessage, fields: Fields): void {
  const blocks = (fields["blocks"] ?? []) as Fields[];
  message.blocks = blocks.filter((block) => block["type"] !== "markdown");
  const shown = blocks
    .filter((block) => block["type"] === "markdown")
    .map((block) => text(block["text"]));
  message.markdown = blocks.length > 0 ? shown.join("\n\n") : text(fields["text"]);
  message.metadata = fields["metadata"] ?? message.metadata;
}

function promptsError(fields: Fields): Fields | null {
  const prompts = fields["prompts"];
  const isFine =
    Array.isArray(prompts) &&
    prompts.length > 0 &&
    prompts.length <= 4 &&
    (prompts as Fields[]).every((prompt) => text(prompt["title"]) && text(prompt["message"]));
  return isFine && text(fields["channel_id"]) !== "" ? null : refusal("invalid_arguments");
}

function viewError(view: unknown, type: string): string | null {
  const fields = (view ?? {}) as Fields;
  if (fields["type"] !== type) return "invalid_arguments";
  const title = text((fields["title"] as Fields | undefined)?.["text"]);
  if (type === "modal" && (title === "" || title.length > 24)) return "invalid_arguments";
  const blocks = fields["blocks"];
  if (!Array.isArray(blocks) || blocks.length > 100) return "invalid_arguments";
  return blocksError(blocks.slice(0, 50), () => false);
}

/** The bytes come plain or as the only part of a form. */
async function uploadedBytes(type: string, body: Buffer): Promise<Buffer> {
  if (!type.startsWith("multipart/")) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": type },
  }).formData();
  const part = [...form.values()][0];
  return part instanceof File ? Buffer.from(await part.arrayBuffer()) : Buffer.alloc(0);
}

/** Slack takes JSON and forms; in forms, lists and objects are JSON text. */
function readFields(type: string, body: string): Fields {
  if (type.startsWith("application/json")) return JSON.parse(body || "{}") as Fields;
  const fields: Fields = {};
  for (const [name, value] of new URLSearchParams(body)) fields[name] = listOrText(value);
  return fields;
}

function listOrText(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
