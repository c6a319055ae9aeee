export interface SeparatedText {
  /** What may be shown, once it is checked. */
  readonly text: string;
  /** What the model said to itself inside its text. */
  readonly reasoning: string;
}

const NAMES = "think|thinking|thought|reasoning|reflection|scratchpad|analysis";
const TAGGED = new RegExp(`<(${NAMES})>([\\s\\S]*?)(?:</\\1>|$)`, "gi");
const BRACKETED = /\[THINK\]([\s\S]*?)(?:\[\/THINK\]|$)/g;
const LONE_END = new RegExp(`^([\\s\\S]*)(?:</(?:${NAMES})>|\\[/THINK\\])`, "i");
/** Channels of the harmony format: everything before the final one is reasoning. */
const HARMONY =
  /<\|channel\|>(?!final)\w+[\s\S]*?(?=<\|channel\|>final|<\|start\|>|<\|end\|>|$)(?:<\|end\|>)?/g;
const MARKS =
  /<\|(?:im_start|im_end|eot_id|end_of_text|endoftext|eom_id|start_header_id|end_header_id|channel|message|start|end|return|assistant)\|>(?:final|assistant)?|<\/?s>|<end_of_turn>|<start_of_turn>(?:model)?/g;

/**
 * Takes out of a whole reply what a template, a parser or the model itself left in it of reasoning: tagged
 * stretches, everything before a lone closing tag, other channels, and the marks of chat templates.
 */
export function separateReasoning(reply: string): SeparatedText {
  const reasoning: string[] = [];
  const take = (words: string | undefined): string => {
    if (words !== undefined && words.trim() !== "") reasoning.push(words.trim());
    return "";
  };
  const text = reply
    .replace(TAGGED, (_whole, _name, inside: string) => take(inside))
    .replace(BRACKETED, (_whole, inside: string) => take(inside))
    .replace(LONE_END, (_whole, before: string) => take(before))
    .replace(HARMONY, (whole) => take(whole.replace(MARKS, " ")))
    .replace(MARKS, "");
  return { text: text.trim(), reasoning: reasoning.join("\n") };
}
