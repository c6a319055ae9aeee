import { ggufText as text, u32, u64, writeGgufFile } from "../../bench/gguf-file.ts";

const EMBEDDING = 32;
const LAYERS = 1;
const HEADS = 2;
const FEED_FORWARD = 64;
const CONTEXT = 512;
/** GGUF's number for weights of 32 bits. */
const FLOAT32 = 0;
const TYPE = { u32: 4, i32: 5, f32: 6, string: 8, array: 9 } as const;

const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

function f32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return buffer;
}

function array(type: number, items: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(type), u64(items.length), ...items]);
}

function vocabulary(): { token: string; score: number; type: number }[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => ({
    token: `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`,
    score: 0,
    type: 6,
  }));
  const characters = [...'▁abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:"{}[]'];
  return [
    { token: "<unk>", score: 0, type: 2 },
    { token: "<s>", score: 0, type: 3 },
    { token: "</s>", score: 0, type: 3 },
    ...bytes,
    ...characters.map((token, index) => ({ token, score: -index, type: 1 })),
  ];
}

/** Small pseudo-random weights, the same each time. */
function createWeights(): (count: number) => Buffer {
  let state = 12_345;
  return (count) => {
    const buffer = Buffer.alloc(count * 4);
    for (let index = 0; index < count; index += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      buffer.writeFloatLE((state / 2_147_483_648 - 0.5) * 0.4, index * 4);
    }
    return buffer;
  };
}

function ones(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, () => f32(1)));
}

/**
 * Writes a whole, loadable GGUF of a one-layer llama with random weights and a byte vocabulary (about
 * 0.2 MB). It writes nonsense, the same nonsense each time.
 */
export function writeTinyGguf(path: string): void {
  const vocab = vocabulary();
  const metadata: [string, number, Buffer][] = [
    ["general.architecture", TYPE.string, text("llama")],
    ["general.name", TYPE.string, text("tiny")],
    ["llama.context_length", TYPE.u32, u32(CONTEXT)],
    ["llama.embedding_length", TYPE.u32, u32(EMBEDDING)],
    ["llama.block_count", TYPE.u32, u32(LAYERS)],
    ["llama.feed_forward_length", TYPE.u32, u32(FEED_FORWARD)],
    ["llama.attention.head_count", TYPE.u32, u32(HEADS)],
    ["llama.attention.layer_norm_rms_epsilon", TYPE.f32, f32(1e-5)],
    ["llama.vocab_size", TYPE.u32, u32(vocab.length)],
    ["tokenizer.ggml.model", TYPE.string, text("llama")],
    [
      "tokenizer.ggml.tokens",
      TYPE.array,
      array(
        TYPE.string,
        vocab.map((entry) => text(entry.token)),
      ),
    ],
    [
      "tokenizer.ggml.scores",
      TYPE.array,
      array(
        TYPE.f32,
        vocab.map((entry) => f32(entry.score)),
      ),
    ],
    [
      "tokenizer.ggml.token_type",
      TYPE.array,
      array(
        TYPE.i32,
        vocab.map((entry) => u32(entry.type)),
      ),
    ],
    ["tokenizer.ggml.unknown_token_id", TYPE.u32, u32(0)],
    ["tokenizer.ggml.bos_token_id", TYPE.u32, u32(1)],
    ["tokenizer.ggml.eos_token_id", TYPE.u32, u32(2)],
    ["tokenizer.chat_template", TYPE.string, text(CHAT_TEMPLATE)],
  ];
  const random = createWeights();
  const matrix = (name: string, columns: number, rows: number) => ({
    name,
    dimensions: [columns, rows],
    data: random(columns * rows),
  });
  const vector = (name: string) => ({ name, dimensions: [EMBEDDING], data: ones(EMBEDDING) });
  const tensors = [
    matrix("token_embd.weight", EMBEDDING, vocab.length),
    vector("output_norm.weight"),
    matrix("output.weight", EMBEDDING, vocab.length),
    ...Array.from({ length: LAYERS }, (_, layer) => [
      vector(`blk.${layer}.attn_norm.weight`),
      matrix(`blk.${layer}.attn_q.weight`, EMBEDDING, EMBEDDING),
      matrix(`blk.${layer}.attn_k.weight`, EMBEDDING, EMBEDDING),
      matrix(`blk.${layer}.attn_v.weight`, EMBEDDING, EMBEDDING),
      matrix(`blk.${layer}.attn_output.weight`, EMBEDDING, EMBEDDING),
      vector(`blk.${layer}.ffn_norm.weight`),
      matrix(`blk.${layer}.ffn_gate.weight`, EMBEDDING, FEED_FORWARD),
      matrix(`blk.${layer}.ffn_up.weight`, EMBEDDING, FEED_FORWARD),
      matrix(`blk.${layer}.ffn_down.weight`, FEED_FORWARD, EMBEDDING),
    ]).flat(),
  ];
  writeGgufFile(
    path,
    metadata.map(([key, type, value]) => Buffer.concat([text(key), u32(type), value])),
    tensors.map(({ name, dimensions, data }) => ({
      name,
      dimensions,
      type: FLOAT32,
      bytes: data.length,
      data: () => [data],
    })),
  );
}
