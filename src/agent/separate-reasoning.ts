export interface SeparatedText {
  /** What may be shown, once it is checked. */
  readonly text: string;
  /** What the model said to itself inside its text. */
  readonly reasoning: string;
}

const NAMES =
  "think|thinking|thought|thoughts|reason|reasoning|reflection|scratchpad|analysis|inner_monologue|seed:think";
/** A tag may carry attributes and blanks; `x<think then y>z` is none. */
const ATTRIBUTES = "(?:\\s+[\\w:-]+\\s*=\\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\\s\"'<>]+))*\\s*";
const TAGGED = new RegExp(`<(${NAMES})${ATTRIBUTES}>([\\s\\S]*?)(?:</\\1\\s*>|$)`, "gi");
const BRACKETED = /\[THINK\]([\s\S]*?)(?:\[\/THINK\]|$)/g;
/** Marks of other templates: Kimi's, and those that are written like tokens. */
const MARKED =
  /(?:◁think▷([\s\S]*?)(?:◁\/think▷|$))|(?:<\|(?:begin_of_thought|think|START_THINKING)\|>([\s\S]*?)(?:<\|(?:end_of_thought|\/think|END_THINKING)\|>|$))/g;
const LONE_END = new RegExp(
  `^([\\s\\S]*)(?:</(?:${NAMES})\\s*>|\\[/THINK\\]|◁/think▷|<\\|(?:end_of_thought|/think|END_THINKING)\\|>)`,
  "i",
);
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
    .replace(MARKED, (_whole, one?: string, other?: string) => take(one ?? other))
    .replace(LONE_END, (_whole, before: string) => take(before))
    .replace(HARMONY, (whole) => take(whole.replace(MARKS, " ")))
    .replace(MARKS, "");
  return { text: text.trim(), reasoning: reasoning.join("\n") };
}
