import { parseJson } from "./parse-json.ts";

/** A call a model wrote into its text, not yet validated. */
export interface TextCall {
  readonly name: string;
  readonly argumentsText: string;
}

export interface ReadText {
  readonly calls: readonly TextCall[];
  /** The text without the calls. */
  readonly text: string;
  /** Markup of a call that could not be read; it is taken out of the text, and the model is told. */
  readonly broken: string | null;
}

/** Longest call that is read, and how many openings are looked at: a reply may be nothing but openings. */
const MAX_CHARACTERS = 8_000;
const MAX_OPENINGS = 64;
const TAGGED = /<(tool_call|function_call|tool_use)>/g;
const FENCED = /```(?:json|tool_call|tool_code|tool)?\s*([\s\S]{1,8000}?)\s*```/g;
/** `<function=name>…</function>`, with JSON or with `<parameter=…>` inside. */
const FUNCTION_OPENING = /<function=["']?[\w.-]+["']?>/g;
const FUNCTION = /<function=["']?([\w.-]+)["']?>\s*([\s\S]{0,8000}?)\s*(?:<\/function>|$)/;
const PARAMETER = /<parameter=["']?(\w+)["']?>\s*([\s\S]*?)\s*<\/parameter>/g;
/** Marks after which a list or an object of calls follows. */
const MARKED = /(?:\[TOOL_CALLS\]|<\|python_tag\|>|<\|tool_calls?(?:_begin)?\|>)\s*([\s\S]+)$/;
const RESPONSE = /<tool_response>[\s\S]*?(?:<\/tool_response>|$)/g;
const LEFTOVER =
  /<\/?(?:tool_call|function_call|tool_use|function)\b[^>]*>|\[TOOL_CALLS\]|<\|(?:python_tag|tool_calls?(?:_begin|_end)?)\|>/;
const MAX_CALLS = 16;

/**
 * Finds the tool calls in a reply: Hermes tags, `<function=…>`, marks of other templates, fenced or bare
 * JSON (one call or a list), and `name(arguments)` on a line of its own. Results that the model made up
 * for itself are left out of the text, and no markup of calls stays in it.
 */
export function readTextCalls(reply: string, names: readonly string[]): ReadText {
  const calls: TextCall[] = [];
  const take = (body: string, whole: string): string => {
    const found = readBody(body, names);
    if (found.length === 0 || calls.length + found.length > MAX_CALLS) return whole;
    calls.push(...found);
    return "";
  };
  let text = replaceStretches(reply, TAGGED, (opening) => `</${opening.slice(1)}`, take);
  text = replaceStretches(
    text,
    FUNCTION_OPENING,
    () => "</function>",
    (_body, whole) => take(whole, whole),
  );
  const tail = text.slice(-MAX_CHARACTERS);
  text =
    text.slice(0, text.length - tail.length) +
    tail.replace(MARKED, (whole, body: string) => take(body, whole));
  text = text.replace(FENCED, (whole, body: string) => take(body, whole));
  if (calls.length === 0 && /^\s*[[{][\s\S]*[\]}]\s*$/.test(text)) text = take(text.trim(), text);
  if (calls.length === 0) {
    const line = new RegExp(`^[ \\t]*((?:${oneOf(names)})\\((.{0,2000})\\))[ \\t]*$`, "gm");
    text = text.replace(line, (whole, body: string) => take(body, whole));
  }
  text = text.replace(RESPONSE, "").trim();
  const leftover = LEFTOVER.exec(text);
  if (leftover === null) return { calls, text, broken: null };
  return {
    calls,
    text: text.slice(0, leftover.index).trim(),
    broken: calls.length === 0 ? text.slice(leftover.index, leftover.index + 2_000) : null,
  };
}

/** Replaces the stretches from an opening to its closing tag, or to the end where it is never closed. */
function replaceStretches(
  text: string,
  opening: RegExp,
  closingOf: (opening: string) => string,
  replace: (body: string, whole: string) => string,
): string {
  const parts: string[] = [];
  let done = 0;
  let openings = 0;
  for (const { 0: tag, index } of text.matchAll(opening)) {
    if (index < done) continue;
    openings += 1;
    if (openings > MAX_OPENINGS) break;
    const start = index + tag.length;
    const closing = closingOf(tag);
    const found = text.indexOf(closing, start);
    const bodyEnd = found < 0 ? text.length : found;
    if (bodyEnd === start || bodyEnd - start > MAX_CHARACTERS) continue;
    const end = found < 0 ? text.length : found + closing.length;
    const whole = text.slice(index, end);
    parts.push(text.slice(done, index), replace(text.slice(start, bodyEnd).trim(), whole));
    done = end;
  }
  return parts.join("") + text.slice(done);
}

function oneOf(names: readonly string[]): string {
  return names.map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|");
}

/** The calls in one stretch: one call in any form, or a list of calls as JSON. */
function readBody(body: string, names: readonly string[]): readonly TextCall[] {
  const trimmed = body.trim();
  if (trimmed.startsWith("[")) {
    const list = parseJson(trimmed);
    if (!Array.isArray(list)) return [];
    const read = list.map((item) => readCall(JSON.stringify(item), names));
    return read.every((call) => call !== null) ? read : [];
  }
  const call = readCall(trimmed, names);
  return call === null ? [] : [call];
}

function readCall(body: string, names: readonly string[]): TextCall | null {
  const functional = new RegExp(`^(${oneOf(names)})\\(([\\s\\S]*)\\)$`).exec(body.trim());
  if (functional !== null)
    return {
      name: functional[1] as string,
      argumentsText: functionArguments((functional[2] as string).trim()),
    };
  const tagged = FUNCTION.exec(body);
  if (tagged !== null) {
    const name = tagged[1] as string;
    if (!names.includes(name)) return null;
    const inside = tagged[2] as string;
    const parameters = [...inside.matchAll(PARAMETER)].map((match) => [match[1], match[2]]);
    return {
      name,
      argumentsText:
        parameters.length > 0 ? JSON.stringify(Object.fromEntries(parameters)) : inside || "{}",
    };
  }
  const name = /"(?:name|tool|function|tool_name)"\s*:\s*"([\w.-]+)"/.exec(body)?.[1];
  if (name === undefined || !names.includes(name)) return null;
  const start = /"(?:arguments|parameters|args|input)"\s*:\s*/.exec(body);
  if (start === null) return { name, argumentsText: "{}" };
  return { name, argumentsText: balanced(body.slice(start.index + start[0].length)) };
}

/** `query="2+2"` and `"2+2"` as JSON; an object stays as it is. */
function functionArguments(text: string): string {
  if (text.startsWith("{")) return text;
  const named = [...text.matchAll(/(\w+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^,]+)/g)];
  if (named.length === 0 || !/^\w+\s*=\s*["']/.test(text)) return text;
  const entries = named.map((match) => [
    match[1],
    (match[2] as string).replace(/^["']|["']$/g, ""),
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

/** The first value of a JSON text, or all of it when its brackets do not close. */
function balanced(text: string): string {
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text[index];
    if (isQuoted) {
      if (unit === "\\") index += 1;
      else if (unit === '"') isQuoted = false;
    } else if (unit === '"') isQuoted = true;
    else if (unit === "{") depth += 1;
    else if (unit === "}") depth -= 1;
    if (depth === 0 && !isQuoted && (unit === "}" || unit === '"')) return text.slice(0, index + 1);
  }
  return text;
}
