import { AnsatzError } from "../../core/errors.ts";
import type { ModelProfile } from "../../core/model-profile.ts";
import { listModels, pullModel } from "../../model/resolve-model.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { openModels } from "../open-models.ts";
import { fetchProgressBar } from "../progress.ts";
import { print } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

/** `ansatz model list | pull SPEC | probe SPEC`. */
export async function modelCommand({
  options,
  positionals,
  configuration,
}: Invocation): Promise<number> {
  const [action, spec = configuration.ANSATZ_MODEL] = positionals;
  const resolveOptions = { env: { ...process.env }, onProgress: fetchProgressBar() };
  switch (action) {
    case "list": {
      const models = await listModels(resolveOptions);
      if (options.json === true) print({ models });
      else
        for (const model of models)
          process.stdout.write(
            `${model.spec.padEnd(28)} ${model.title}, ${(model.bytes / 1e6).toFixed(0)} MB, ${model.license ?? "licence unknown"}${model.isDefault ? ", default" : ""}\n${" ".repeat(29)}${model.path ?? "not fetched yet"}\n`,
          );
      return EXIT.answered;
    }
    case "pull": {
      const fetched = await pullModel(spec, resolveOptions);
      if (options.json === true) print(fetched);
      else process.stdout.write(`${fetched.path}\n`);
      return EXIT.answered;
    }
    case "probe":
      return probe(spec, options.json === true);
    default:
      throw new AnsatzError(
        "invalid_request",
        "Usage: ansatz model list, ansatz model pull SPEC, ansatz model probe SPEC.",
      );
  }
}

/** Measures every model of the spec and keeps the profiles; what was found so far goes to standard error. */
async function probe(spec: string, isJson: boolean): Promise<number> {
  const models = await openModels({
    modelSpec: spec,
    environment: process.env,
    onProgress: fetchProgressBar(),
  });
  if (models.length === 0)
    throw new AnsatzError("invalid_request", "There is nothing to probe in none. Name a model.");
  const math = openMathEngine();
  try {
    const profiles: ModelProfile[] = [];
    for (const model of models) {
      const profile = await model.probe({
        evaluate: async (expression) =>
          (await math.query({ query: expression })).answer?.short ?? null,
        onItem: (item, { answer }) => process.stderr.write(`${item.padEnd(18)} ${answer}\n`),
      });
      profiles.push(profile);
      if (!isJson) process.stdout.write(renderProfile(profile));
    }
    if (isJson) print(profiles.length === 1 ? (profiles[0] as ModelProfile) : { models: profiles });
    return EXIT.answered;
  } finally {
    await Promise.all([math.close(), ...models.map((model) => model.close())]);
  }
}

const STRATEGIES = {
  native: "reasons with tool calls of its own",
  text: "reasons and writes tool calls into its text",
  slot: "fills one constrained slot that the engine computes",
  wording: "the engine answers; the model only chats",
} as const;

function renderProfile(profile: ModelProfile): string {
  const speed =
    profile.tokensPerSecond === null ? "" : `, ${profile.tokensPerSecond} tokens a second`;
  const lines = [
    `${profile.model} at ${profile.server}${speed}`,
    `strategy           ${profile.strategy}: ${STRATEGIES[profile.strategy]}`,
    `reasoning field    ${profile.reasoning}`,
    `context            ${profile.contextTokens ?? "unknown"}`,
    ...Object.entries(profile.items).map(
      ([item, { answer, detail }]) =>
        `${item.padEnd(18)} ${answer.padEnd(8)} ${detail.replace(/\s+/g, " ").slice(0, 100)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
