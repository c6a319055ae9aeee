import type { Picture } from "../../core/model-port.ts";
import { fileSchema, type SlackFile } from "./inbound.ts";
import { MAX_QUESTION_CHARACTERS, shorten } from "./message-text.ts";
import type { Eyes, SlackLogger } from "./parts.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";
import { numberColumns, readCsv, withColumn } from "./read-table.ts";
import type { SlackApi } from "./slack-api.ts";

const MAX_FILE_BYTES = 256 * 1024;
/** Eight of these go to a model in one request of some 55 MB. */
const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
export const MAX_FILES = 5;

export interface WithFiles {
  readonly question: string;
  readonly context?: string;
  readonly pictures?: readonly Picture[];
  /** What was taken from which file, and what was not and why. */
  readonly notes: readonly string[];
}

export interface FileTools {
  readonly api: SlackApi;
  readonly logger: SlackLogger;
  readonly hasModel: boolean;
  readonly eyes: Eyes;
  /** Where files may be fetched from with the bot's token. */
  readonly isSlackAddress: (url: URL) => boolean;
}

/**
 * What the files of a message, and those of earlier messages in its thread, add to its question. A file
 * of the message that is not used says why; an earlier one said so in its time.
 */
export async function useFiles(
  files: { readonly own: readonly SlackFile[]; readonly earlier: readonly SlackFile[] },
  question: string,
  language: SlackLanguage,
  tools: FileTools,
): Promise<WithFiles> {
  let used: WithFiles = { question, notes: [] };
  for (const file of files.own.slice(0, MAX_FILES))
    used = await useFile(file, used, language, tools);
  for (const file of files.earlier.slice(0, MAX_FILES - files.own.length)) {
    const more = await useFile(file, used, language, tools);
    if (more.isUsed === true) used = more;
  }
  if (used.question === "" && used.pictures !== undefined)
    return { ...used, question: PHRASES[language].pictureQuestion };
  return used;
}

async function useFile(
  given: SlackFile,
  before: WithFiles,
  language: SlackLanguage,
  tools: FileTools,
): Promise<WithFiles & { readonly isUsed?: true }> {
  const phrases = PHRASES[language];
  const file = addressOf(given) === null ? await described(given, tools) : given;
  const name = shorten(file.name ?? file.id, 100);
  const notes = (note: string) => [...before.notes, note];
  const add = (note: string): WithFiles => ({ ...before, notes: notes(note) });
  const use = (note: string, more: Partial<WithFiles>) => ({
    ...before,
    ...more,
    notes: notes(note),
    isUsed: true as const,
  });
  if (file.mimetype?.startsWith("image/")) {
    const seen = await lookAt(file, name, language, tools);
    if (typeof seen === "string") return add(seen);
    return use(phrases.imageUsed(name), { pictures: [...(before.pictures ?? []), seen] });
  }
  if (file.filetype !== "csv" && file.mimetype !== "text/csv")
    return add(phrases.fileRefused(name));
  if ((file.size ?? 0) > MAX_FILE_BYTES)
    return add(phrases.fileTooLarge(name, MAX_FILE_BYTES / 1024));
  const bytes = await fetchBytes(file, MAX_FILE_BYTES, tools);
  if (bytes === null) return add(phrases.fileNotFetched(name));
  const text = textOf(bytes);
  if (text === null) return add(phrases.tableUnreadable(name));
  const columns = numberColumns(readCsv(text) ?? []);
  const named = withColumn(before.question, columns);
  if (named && named.question.length <= MAX_QUESTION_CHARACTERS) {
    const { column } = named;
    const note = phrases.tableUsed(name, column.name, column.values.length);
    return use(note, { question: named.question });
  }
  if (tools.hasModel && text.length <= MAX_QUESTION_CHARACTERS)
    return use(phrases.tableGiven(name), {
      context: `${before.context ?? ""}${name}:\n${text}\n`,
    });
  const list = columns.map((column) => column.name).join(", ");
  return add(phrases.tableRefused(name, list === "" ? "–" : shorten(list, 300)));
}

/** The picture, or the reason that it cannot be looked at. */
async function lookAt(
  file: SlackFile,
  name: string,
  language: SlackLanguage,
  tools: FileTools,
): Promise<Picture | string> {
  const phrases = PHRASES[language];
  const sight = tools.eyes.sight();
  if (!sight.can) return phrases.imageRefused[sight.why](name, sight.models);
  if ((file.size ?? 0) > MAX_PICTURE_BYTES)
    return phrases.imageTooLarge(name, MAX_PICTURE_BYTES / 1024 / 1024);
  const bytes = await fetchBytes(file, MAX_PICTURE_BYTES, tools);
  if (bytes === null) return phrases.fileNotFetched(name);
  return tools.eyes.read(bytes) ?? phrases.imageUnreadable(name);
}

async function fetchBytes(
  file: SlackFile,
  maxBytes: number,
  { api, logger, isSlackAddress }: FileTools,
): Promise<Uint8Array | null> {
  const address = addressOf(file);
  if (!address || !URL.canParse(address) || !isSlackAddress(new URL(address))) return null;
  try {
    return await api.download(address, maxBytes);
  } catch (cause) {
    logger.error("slack-file", { cause });
    return null;
  }
}

function addressOf(file: SlackFile): string | null {
  return file.url_private_download ?? file.url_private ?? null;
}

/** Of a file that came from another workspace Slack sends the id alone, and tells the rest when asked. */
async function described(file: SlackFile, { api, logger }: FileTools): Promise<SlackFile> {
  try {
    const reply = await api.callForm("files.info", { file: file.id });
    return fileSchema.safeParse(reply["file"]).data ?? file;
  } catch (cause) {
    logger.info("slack-file", { cause: String(cause) });
    return file;
  }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
