import type { ModelPort, ToolSpecification } from "../core/model-port.ts";
import { parametersFromName } from "../model/parameter-count.ts";

/**
 * Models below this many parameters, or that read less than this, and those without calls of their own see
 * only what they need.
 */
const MANY_TOOLS_PARAMETERS = 8e9;
const MANY_TOOLS_CONTEXT = 8_192;

const INTENTS: Readonly<Record<string, RegExp>> = {
  math_equal:
    /\b(?:same|equal|equals|equivalent|identical|compare|agree|match)\b|相等|相同|一样|等价|是否等于/i,
  math_units:
    /\b(?:convert|units?|inch(?:es)?|feet|foot|ft|yards?|miles?|k?m|cm|mm|metres?|meters?|kilomet\w+|pounds?|lbs?|ounces?|oz|k?g|grams?|kilograms?|gallons?|pints?|lit(?:re|er)s?|ml|hours?|minutes?|seconds?|celsius|fahrenheit|kelvin|acres?|hectares?|mph|joules?|watts?|calories)\b|换算|单位|公里|千米|英里|英尺|英寸|厘米|毫米|米|公斤|千克|磅|盎司|升|加仑|小时|分钟|摄氏|华氏|平方/i,
  math_dates:
    /\b(?:dates?|days?|weeks?|until|since|calendar|january|february|march|april|may|june|july|august|september|october|november|december)\b|\d{4}-\d\d?-\d\d?|日期|几天|多少天|星期|周后|天后|\d月\d/i,
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
  const isSmall =
    (parameters !== null && parameters < MANY_TOOLS_PARAMETERS) ||
    model.capabilities.contextTokens < MANY_TOOLS_CONTEXT;
  if (model.capabilities.nativeTools && !isSmall) return tools;
  return tools.filter(({ name }) => INTENTS[name]?.test(question) ?? true);
}
