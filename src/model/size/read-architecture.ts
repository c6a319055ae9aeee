import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { type Architecture, ARCHITECTURES } from "./architectures.ts";

export interface NamedArchitecture {
  readonly name: string;
  readonly architecture: Architecture;
  /** The file's bytes, where it is the weights themselves. */
  readonly weightBytes?: number;
}

const MOST_CONFIG_BYTES = 1 << 20;
const count = z.number().int().positive().max(10_000_000);

/** The fields of a model's `config.json` on the model hub that decide its size. */
const configSchema = z.object({
  num_hidden_layers: count,
  hidden_size: count,
  intermediate_size: count,
  num_attention_heads: count,
  num_key_value_heads: count.optional(),
  head_dim: count.nullish(),
  vocab_size: count,
  tie_word_embeddings: z.boolean().optional(),
  max_position_embeddings: count.optional(),
  num_experts: z.unknown().optional(),
  num_local_experts: z.unknown().optional(),
});

/** A known model's name, a `config.json` or a GGUF file. Throws `invalid_request` or `not_found`. */
export async function readArchitecture(model: string): Promise<NamedArchitecture> {
  if (model.endsWith(".gguf")) return readGguf(model);
  if (model.endsWith(".json")) return readConfig(model);
  const name = model.toLowerCase();
  const architecture = Object.hasOwn(ARCHITECTURES, name) ? ARCHITECTURES[name] : undefined;
  if (architecture === undefined)
    throw new AnsatzError(
      "invalid_request",
      `"${model}" is no model known here. Name one of ${Object.keys(ARCHITECTURES).join(", ")}, or give a .gguf file or a model's config.json.`,
    );
  return { name, architecture };
}

async function bytesOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile())
    throw new AnsatzError("not_found", `There is no file at ${path}. Check the path.`);
  return found.size;
}

async function readConfig(path: string): Promise<NamedArchitecture> {
  if ((await bytesOf(path)) > MOST_CONFIG_BYTES)
    throw new AnsatzError("too_large", `${path} is too large to be a model's config.json.`);
  const read = configSchema.safeParse(parse(await readFile(path, "utf8")));
  if (!read.success)
    throw new AnsatzError(
      "invalid_request",
      `${path} does not describe a dense decoder: ${read.error.issues[0]?.path.join(".") ?? "it"} is missing or no number.`,
    );
  const config = read.data;
  if (config.num_experts !== undefined || config.num_local_experts !== undefined)
    throw new AnsatzError(
      "unsupported",
      "This is a mixture of experts, whose sizes are not worked out here. Give a dense model.",
    );
  return {
    name: path,
    architecture: {
      layers: config.num_hidden_layers,
      width: config.hidden_size,
      inner: config.intermediate_size,
      heads: config.num_attention_heads,
      keyHeads: config.num_key_value_heads ?? config.num_attention_heads,
      headWidth: config.head_dim ?? config.hidden_size / config.num_attention_heads,
      vocabulary: config.vocab_size,
      isTied: config.tie_word_embeddings ?? false,
      longestContext: config.max_position_embeddings ?? Number.MAX_SAFE_INTEGER,
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const ggufSchema = z.object({
  block_count: count,
  embedding_length: count,
  feed_forward_length: count,
  context_length: count,
  attention: z.object({
    head_count: count,
    head_count_kv: count.optional(),
    key_length: count.optional(),
  }),
});

async function readGguf(path: string): Promise<NamedArchitecture> {
  const weightBytes = await bytesOf(path);
  const { readGgufFileInfo } = await import("node-llama-cpp");
  const failure = (cause: unknown): AnsatzError =>
    new AnsatzError(
      "invalid_request",
      `${path} cannot be read as a GGUF file of a dense decoder.`,
      {
        cause,
      },
    );
  const info = await readGgufFileInfo(path, { logWarnings: false }).catch((cause: unknown) => {
    throw failure(cause);
  });
  const read = ggufSchema.safeParse(info.architectureMetadata);
  if (!read.success) throw failure(read.error);
  const { block_count, embedding_length, feed_forward_length, context_length, attention } =
    read.data;
  const names = info.fullTensorInfo?.map(({ name }) => name) ?? [];
  return {
    name: path,
    weightBytes,
    architecture: {
      layers: block_count,
      width: embedding_length,
      inner: feed_forward_length,
      heads: attention.head_count,
      keyHeads: attention.head_count_kv ?? attention.head_count,
      headWidth: attention.key_length ?? embedding_length / attention.head_count,
      vocabulary: info.metadata.tokenizer.ggml.tokens.length,
      isTied: !names.includes("output.weight"),
      longestContext: context_length,
    },
  };
}
