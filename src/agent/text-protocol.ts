/** A call a model wrote into its text, not yet validated. */
export interface TextCall {
  readonly name: string;
  readonly argumentsText: string;
}

export interface ReadText {
  readonly calls: readonly TextCall[];
  /** The text without the calls. */
  readonly text: string;
}

const TAGGED = /<tool_call>\s*([\s\S]{1,8000}?)\s*(?:<\/tool_call>|$)/g;
const FENCED = /```(?:json|tool_call|tool)?\s*(\{[\s\S]{1,8000}?\})\s*```/g;
const RESPONSE = /<tool_response>[\s\S]*?(?:<\/tool_response>|$)/g;
const MAX_CALLS = 16;

/**
 * Finds the tool calls in a reply: `<tool_call>` tags, fenced or bare JSON, and `name(arguments)` on a line
 * of its own. Results that the model made up for itself are left out of the text.
 */
export function readTextCalls(reply: string, names: readonly string[]): ReadText {
  const calls: TextCall[] = [];
  const take = (body: string, whole: string): string => {
    const call = calls.length < MAX_CALLS ? readCall(body, names) : null;
    if (call === null) return whole;
    calls.push(call);
    return "";
  };
  let text = reply.replace(TAGGED, (whole, body: string) => take(body, whole));
  text = text.replace(FENCED, (whole, body: string) => take(body, whole));
  if (calls.length === 0 && /^\s*\{[\s\S]*\}\s*$/.test(text)) text = take(text.trim(), text);
  if (calls.length === 0) {
    const line = new RegExp(`^[ \\t]*((?:${names.join("|")})\\((.{0,2000})\\))[ \\t]*$`, "gm");
    text = text.replace(line, (whole, body: string) => take(body, whole));
  }
  return { calls, text: text.replace(RESPONSE, "").trim() };
}

function readCall(body: string, names: readonly string[]): TextCall | null {
  const functional = new RegExp(`^(${names.join("|")})\\(([\\s\\S]*)\\)$`).exec(body.trim());
  if (functional !== null)
    return {
      name: functional[1] as string,
      argumentsText: functionArguments((functional[2] as string).trim()),
    };
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
