import type { ReplyLanguage } from "../language.ts";
import { NATIVE_TOOLS_PROMPTS } from "./native-tools.ts";
import type { Prompt } from "./prompt.ts";

const HOW: Readonly<Record<ReplyLanguage, string>> = {
  en: `To call a tool, write exactly this and nothing after it, then wait:
<tool_call>{"name": "math_query", "arguments": {"query": "solve 2x + 3 = 7"}}</tool_call>
The result comes back in <tool_response>. When you have what you need, write the solution without any tool call.

Tools:`,
  zh: `要调用工具，请严格按下面的格式书写，之后不写任何内容并等待：
<tool_call>{"name": "math_query", "arguments": {"query": "solve 2x + 3 = 7"}}</tool_call>
结果会在 <tool_response> 中返回。信息足够后，直接写解答，不再调用工具。

工具：`,
};

function textPrompt(language: ReplyLanguage): Prompt {
  return {
    id: `text-tools.${language}`,
    version: 1,
    text: `${NATIVE_TOOLS_PROMPTS[language].text}\n\n${HOW[language]}`,
  };
}

/** The prompt for models without tool calls of their own; the list of tools is appended to it. */
export const TEXT_TOOLS_PROMPTS: Readonly<Record<ReplyLanguage, Prompt>> = {
  en: textPrompt("en"),
  zh: textPrompt("zh"),
};
