import { z } from "zod";

/** The doors a run can be followed by while it works. */
export const DOORS = ["chat", "responses", "runs"] as const;
export type Door = (typeof DOORS)[number];

interface Frame {
  /** The number that the frame itself carries as its `id`. */
  readonly id: number | null;
  readonly data: string;
}

const chunkSchema = z.looseObject({
  choices: z.array(z.looseObject({ delta: z.looseObject({ content: z.string().nullish() }) })),
  ansatz: z.looseObject({ reply: z.string() }).optional(),
});
const responseEventSchema = z.looseObject({
  type: z.string(),
  sequence_number: z.number(),
  delta: z.string().optional(),
  text: z.string().optional(),
});
const runEventSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
});
const runEndSchema = z.looseObject({
  type: z.literal("run-end"),
  result: z.looseObject({ reply: z.string() }),
});

/**
 * What is wrong with the order of a stream as it came, null when nothing is: numbers that do not rise by one,
 * text deltas that do not make up the final text in their order, a beginning or an end that is missing, or
 * another text than the one that was to come.
 */
export function faultOfStream(door: Door, received: string, expected: string): string | null {
  if (!received.endsWith("\n\n")) return "the last frame is cut";
  const frames = received
    .split("\n\n")
    .filter((frame) => frame !== "" && !frame.startsWith(":"))
    .map(readFrame);
  const told = toldBy(door, frames);
  if (typeof told === "string") return told;
  if (told.deltas.length < 2) return `the text came in ${told.deltas.length} pieces`;
  if (told.deltas.join("") !== told.final) return "the deltas are not the final text";
  return told.final.includes(expected) ? null : "the text is not the run's own";
}

interface Told {
  readonly deltas: readonly string[];
  readonly final: string;
}

function toldBy(door: Door, frames: readonly Frame[]): Told | string {
  try {
    return TELLERS[door](frames);
  } catch {
    return "a frame cannot be read";
  }
}

const TELLERS: Readonly<Record<Door, (frames: readonly Frame[]) => Told | string>> = {
  chat: toldByChat,
  responses: toldByResponses,
  runs: toldByRun,
};

function toldByChat(frames: readonly Frame[]): Told | string {
  if (frames.at(-1)?.data !== "[DONE]") return "there is no [DONE]";
  const chunks = frames.slice(0, -1).map(({ data }) => chunkSchema.parse(JSON.parse(data)));
  const { ansatz } = chunks.at(-1) ?? {};
  if (ansatz === undefined) return "the last chunk has no result";
  const deltas = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").filter(isText);
  return { deltas, final: ansatz.reply };
}

function toldByResponses(frames: readonly Frame[]): Told | string {
  const events = frames.map(({ data }) => responseEventSchema.parse(JSON.parse(data)));
  const gap = firstGap(events.map(({ sequence_number }) => sequence_number));
  if (gap !== null) return gap;
  if (events[0]?.type !== "response.created") return "it does not begin with response.created";
  if (events.at(-1)?.type !== "response.completed") return "it does not end with completed";
  const final = events.find(({ type }) => type === "response.output_text.done")?.text;
  if (final === undefined) return "there is no output_text.done";
  const isDelta = ({ type }: (typeof events)[number]) => type === "response.output_text.delta";
  const deltas = events.filter(isDelta).map(({ delta = "" }) => delta);
  return { deltas, final };
}

function toldByRun(frames: readonly Frame[]): Told | string {
  const gap = firstGap(
    frames.map(({ id }) => id ?? Number.NaN),
    1,
  );
  if (gap !== null) return gap;
  const events = frames.map(({ data }) => runEventSchema.parse(JSON.parse(data)));
  if (events[0]?.type !== "run-start") return "it does not begin with run-start";
  const end = runEndSchema.safeParse(events.at(-1));
  if (!end.success) return "it does not end with run-end";
  const deltas = events
    .filter(({ type }) => type === "answer-delta")
    .map(({ text = "" }) => text)
    .filter(isText);
  return { deltas, final: end.data.result.reply };
}

/** Numbers have to rise by one from the first. */
function firstGap(numbers: readonly number[], first = 0): string | null {
  const at = numbers.findIndex((number, index) => number !== first + index);
  return at < 0 ? null : `number ${numbers[at]} stands where ${first + at} was due`;
}

function readFrame(frame: string): Frame {
  const lines = frame.split("\n");
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const id = field("id");
  return { id: id === undefined ? null : Number(id), data: field("data") ?? "" };
}

function isText(text: string): boolean {
  return text !== "";
}
