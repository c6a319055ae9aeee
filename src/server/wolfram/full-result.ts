import type { Pod } from "../../core/pod.ts";
import type { QueryResult } from "../../core/query-result.ts";

/** Which parts of each pod are wanted. */
export interface PartChoice {
  readonly plaintext: boolean;
  readonly image: boolean;
  readonly latex: boolean;
}

export interface FullResultOptions {
  readonly parts: PartChoice;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly showsSteps: boolean;
}

export const STEPS_NAME = "Step-by-step solution";
export const STEPS_STATE = "Result__Step-by-step solution";

/** A result in the shape of Wolfram|Alpha's Full Results; what only Ansatz has is under `ansatz`. */
export function fullResult(result: QueryResult, options: FullResultOptions) {
  const pods = result.pods
    .filter((pod) => pod.id !== "steps" && isWanted(pod, options))
    .map((pod, index) => shapePod(pod, index, result, options));
  return {
    queryresult: {
      success: result.answer !== null,
      error: false,
      numpods: pods.length,
      timing: result.timing.totalMs / 1000,
      parsetiming: result.timing.readMs / 1000,
      timedout: result.status === "timed-out" ? "Result" : "",
      timedoutpods: (result.timedOutPods ?? []).map(({ title }) => title).join(","),
      inputstring: result.input,
      pods,
      ...(result.assumptions.length > 0 ? { assumptions: shapeAssumptions(result) } : {}),
      ...(result.answer === null && result.suggestions.length > 0
        ? { didyoumeans: result.suggestions.map(({ input }) => ({ val: input })) }
        : {}),
      ...(result.reason ? { tips: { text: result.reason.message } } : {}),
      ansatz: {
        status: result.status,
        certificate: result.certificate,
        ...(result.answer ? { answer: result.answer } : {}),
      },
    },
  };
}

function isWanted(pod: Pod, { include, exclude }: FullResultOptions): boolean {
  const names = [pod.id, pod.title].map((name) => name.toLowerCase());
  if (names.some((name) => exclude.includes(name))) return false;
  return include.length === 0 || names.some((name) => include.includes(name));
}

function shapePod(pod: Pod, index: number, result: QueryResult, options: FullResultOptions) {
  const subpods: object[] = [{ title: "", ...shapeParts(pod, options.parts) }];
  const steps = result.pods.find(({ id }) => id === "steps");
  const isResult = pod.id === "result";
  if (isResult && options.showsSteps && steps?.steps) {
    const lines = steps.steps.map((step) => `${step.text}\n${step.plain}`);
    subpods.push({ title: "Possible intermediate steps", plaintext: lines.join("\n\n") });
  }
  const hasSteps = steps !== undefined || result.morePods?.some(({ id }) => id === "steps");
  const states = isResult && hasSteps ? [{ name: STEPS_NAME, input: STEPS_STATE }] : [];
  const certificate = isResult ? result.certificate : pod.certificate;
  return {
    title: pod.title,
    scanner: pod.id === "input" ? "Identity" : isResult ? "Result" : pod.id,
    id: pod.id === "input" ? "Input" : isResult ? "Result" : pod.id,
    position: (index + 1) * 100,
    error: false,
    ...(isResult ? { primary: true } : {}),
    numsubpods: subpods.length,
    subpods,
    ...(states.length > 0 ? { states } : {}),
    ...(certificate ? { ansatz: { certificate } } : {}),
  };
}

function shapeParts(pod: Pod, parts: PartChoice) {
  const rows = pod.table?.map((row) => row.join(" | ")).join("\n");
  const text = [pod.plain ?? pod.description, rows].filter((part) => part !== undefined);
  return {
    ...(parts.plaintext ? { plaintext: text.join("\n") } : {}),
    ...(parts.latex && pod.latex !== undefined ? { latex: pod.latex } : {}),
    ...(parts.image && pod.svg !== undefined
      ? {
          img: {
            src: `data:image/svg+xml;base64,${toBase64(pod.svg)}`,
            alt: pod.description ?? pod.title,
            title: pod.title,
          },
        }
      : {}),
  };
}

/** Each way of reading carries the word to send back as `assumption`. */
function shapeAssumptions(result: QueryResult) {
  return result.assumptions.map(({ kind, text, alternatives }) => ({
    type: kind,
    count: alternatives.length + 1,
    values: [
      { name: "current", desc: text, input: result.input },
      ...alternatives.map((each) => ({ name: each.text, desc: each.text, input: each.input })),
    ],
  }));
}

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
