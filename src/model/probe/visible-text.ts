/** What is left of a content field without reasoning in tags, a closed fence around it, or a lone closing tag. */
export function visibleText(content: string): string {
  return content
    .replace(/<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/g, "")
    .replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/, "")
    .trim()
    .replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, "$1")
    .trim();
}
