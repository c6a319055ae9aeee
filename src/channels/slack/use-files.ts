import type { SlackFile } from "./inbound.ts";
import { MAX_QUESTION_CHARACTERS, shorten } from "./message-text.ts";
import type { SlackLogger } from "./parts.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";
import { numberColumns, readCsv, withColumn } from "./read-table.ts";
import type { SlackApi } from "./slack-api.ts";

const MAX_FILE_BYTES = 256 * 1024;
const MAX_FILES = 5;

export interface WithFiles {
  readonly question: string;
  readonly context?: string;
  /** What was taken from which file, and what was not and why. */
  readonly notes: readonly string[];
}

export interface FileTools {
  readonly api: SlackApi;
  readonly logger: SlackLogger;
  readonly hasModel: boolean;
  /** Where files may be fetched from with the bot's token. */
  readonly isSlackAddress: (url: URL) => boolean;
}

/** What the files of a message add to its question. A file that is not used says why. */
export async function useFiles(
  files: readonly SlackFile[],
  question: string,
  language: SlackLanguage,
  tools: FileTools,
): Promise<WithFiles> {
  let used: WithFiles = { question, notes: [] };
  for (const file of files.slice(0, MAX_FILES)) used = await useFile(file, used, language, tools);
  return used;
}

async function useFile(
  file: SlackFile,
  before: WithFiles,
  language: SlackLanguage,
  tools: FileTools,
): Promise<WithFiles> {
  const phrases = PHRASES[language];
  const name = shorten(file.name ?? file.id, 100);
  const add = (note: string, more: Partial<WithFiles> = {}): WithFiles => ({
    ...before,
    ...more,
    notes: [...before.notes, note],
  });
  if (file.mimetype?.startsWith("image/")) return add(phrases.imageRefused);
  if (file.filetype !== "csv" && file.mimetype !== "text/csv")
    return add(phrases.fileRefused(name));
  if ((file.size ?? 0) > MAX_FILE_BYTES)
    return add(phrases.fileTooLarge(name, MAX_FILE_BYTES / 1024));
  const text = await fetchText(file, tools);
  if (text === null) return add(phrases.fileRefused(name));
  const columns = numberColumns(readCsv(text) ?? []);
  const named = withColumn(before.question, columns);
  if (named && named.question.length <= MAX_QUESTION_CHARACTERS) {
    const { column } = named;
    const note = phrases.tableUsed(name, column.name, column.values.length);
    return add(note, { question: named.question });
  }
  if (tools.hasModel && text.length <= MAX_QUESTION_CHARACTERS)
    return add(phrases.tableGiven(name), {
      context: `${before.context ?? ""}${name}:\n${text}\n`,
    });
  const list = columns.map((column) => column.name).join(", ");
  return add(phrases.tableRefused(name, list === "" ? "–" : shorten(list, 300)));
}

async function fetchText(file: SlackFile, { api, logger, isSlackAddress }: FileTools) {
  const address = file.url_private_download ?? file.url_private;
  if (!address || !URL.canParse(address) || !isSlackAddress(new URL(address))) return null;
  try {
    const bytes = await api.download(address, MAX_FILE_BYTES);
    return bytes === null ? null : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    logger.error("slack-file", { cause });
    return null;
  }
}
