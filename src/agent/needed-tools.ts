import type { ModelPort, ToolSpecification } from "../core/model-port.ts";
import { parametersFromName } from "../model/parameter-count.ts";

/** Models below this many parameters, and those without calls of their own, see only what they need. */
const MANY_TOOLS_PARAMETERS = 8e9;

const INTENTS: Readonly<Record<string, RegExp>> = {
  math_equal:
    /\b(?:same|equal|equals|equivalent|identical|compare|agree|match)\b|相等|相同|一样|等价|是否等于/i,
  verify:
    /\b(?:check|verify|correct|mistake|error|wrong|valid|right\?)|检查|检验|验证|对吗|对不对|正确|错/i,
};

/** The tools a question may need: always the engine, others by what is asked. */
export function neededTools(
  model: ModelPort,
  question: string,
  tools: readonly ToolSpecification[],
): readonly ToolSpecification[] {
  const parameters = parametersFromName(model.id);
  const isSmall = parameters !== null && parameters < MANY_TOOLS_PARAMETERS;
  if (model.capabilities.nativeTools && !isSmall) return tools;
  return tools.filter(({ name }) => INTENTS[name]?.test(question) ?? true);
}
