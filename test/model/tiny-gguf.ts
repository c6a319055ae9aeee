import { writeFile } from "node:fs/promises";

const EMBEDDING = 32;
const LAYERS = 1;
const HEADS = 2;
const FEED_FORWARD = 64;
const CONTEXT = 512;
const ALIGNMENT = 32;
const TYPE = { u32: 4, i32: 5, f32: 6, string: 8, array: 9 } as const;

const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function u64(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
}

function f32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return buffer;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
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
export async function writeTinyGguf(path: string): Promise<void> {
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
  const padding = (length: number) => Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);
  let offset = 0;
  const infos = tensors.map((tensor) => {
    const info = Buffer.concat([
      text(tensor.name),
      u32(tensor.dimensions.length),
      ...tensor.dimensions.map(u64),
      u32(0),
      u64(offset),
    ]);
    offset += tensor.data.length + padding(tensor.data.length).length;
    return info;
  });
  const head = Buffer.concat([
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors.length),
    u64(metadata.length),
    ...metadata.flatMap(([key, type, value]) => [text(key), u32(type), value]),
    ...infos,
  ]);
  const body = tensors.flatMap((tensor) => [tensor.data, padding(tensor.data.length)]);
  await writeFile(path, Buffer.concat([head, padding(head.length), ...body]));
}
