const NAMES =
  "tool_call|tool_calls|tool_response|tool_use|function_call|function|parameter|think|thinking|thought|reasoning|context|earlier|s|start_of_turn|end_of_turn";
const TAG = new RegExp(`<(?=/?(?:${NAMES})\\b)`, "gi");
const BRACKET = /\[(?=\/?(?:TOOL_CALLS|TOOL_RESULTS|AVAILABLE_TOOLS|INST|THINK)\])/g;

/**
 * A text that a model is to work on, without the marks by which its template or this service is steered:
 * a blank keeps them from being read as such (`< tool_call>`, `< |im_start| >`). Mathematics stays as it is.
 */
export function plainMaterial(text: string): string {
  return text
    .replace(/<(?=\|)/g, "< ")
    .replace(/\|(?=>)/g, "| ")
    .replace(TAG, "< ")
    .replace(BRACKET, "[ ");
}
