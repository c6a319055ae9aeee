import { open, readFile, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { AnsatzError } from "../../core/errors.ts";
import type { Picture } from "../../core/model-port.ts";
import { pictureOf } from "../../server/pictures.ts";

export function wholeNumber(
  text: string | undefined,
  name: string,
  minimum: number,
  maximum: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < minimum || value > maximum)
    throw new AnsatzError(
      "invalid_request",
      `--${name} takes a whole number from ${minimum} to ${maximum}.`,
    );
  return value;
}

/** The one text argument of a command, words joined as a shell would have passed them unquoted. */
export function textArgument(positionals: readonly string[], usage: string): string {
  if (positionals.length === 0)
    throw new AnsatzError("invalid_request", `Nothing was asked. Usage: ${usage}`);
  return positionals.join(" ");
}

/** A file as a stream, opened before anything is made of it. */
export async function openFile(path: string): Promise<Readable> {
  try {
    return (await open(path)).createReadStream();
  } catch (error) {
    throw unreadable(path, error);
  }
}

export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}

const MAX_PICTURE_BYTES = 10_000_000;

/** A picture as a data address; its kind is told by how it begins. */
export async function readPictureFile(path: string): Promise<Picture> {
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > MAX_PICTURE_BYTES)
      throw new AnsatzError(
        "too_large",
        `The picture ${path} has more than 10 MB. Make it smaller.`,
      );
    bytes = await readFile(path);
  } catch (error) {
    if (AnsatzError.isInstance(error)) throw error;
    throw unreadable(path, error);
  }
  return pictureOf(bytes.toString("base64"));
}

function unreadable(path: string, cause: unknown): AnsatzError {
  return new AnsatzError("not_found", `The file ${path} cannot be read. Check the path.`, {
    cause,
  });
}

export async function readStandardInput(limit: number): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += chunk;
    if (text.length > limit)
      throw new AnsatzError(
        "too_large",
        `The text on standard input is longer than ${limit} characters. Check it in parts.`,
      );
  }
  return text;
}

export function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
