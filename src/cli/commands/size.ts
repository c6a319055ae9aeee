import { AnsatzError } from "../../core/errors.ts";
import { readArchitecture } from "../../model/size/read-architecture.ts";
import { type ModelSize, sizeModel, WEIGHTS } from "../../model/size/size-model.ts";
import { EXIT } from "../exit-status.ts";
import { print, textArgument, wholeNumber } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

const USAGE =
  "ansatz size MODEL [--weights FORMAT] [--context-tokens N] [--concurrency N] [--json]";

/** `ansatz size MODEL`: the memory a model needs, the cards it fits on and the speed they allow at most. */
export async function sizeCommand({ options, positionals }: Invocation): Promise<number> {
  const model = textArgument(positionals, USAGE);
  const format = options.weights ?? "fp16";
  const weights = Object.hasOwn(WEIGHTS, format) ? WEIGHTS[format] : undefined;
  if (weights === undefined)
    throw new AnsatzError(
      "invalid_request",
      `--weights takes one of ${Object.keys(WEIGHTS).join(", ")}.`,
    );
  const contextTokens =
    wholeNumber(options["context-tokens"], "context-tokens", 1, 10_000_000) ?? 8192;
  const concurrency = wholeNumber(options.concurrency, "concurrency", 1, 10_000) ?? 1;
  const { name, architecture, weightBytes } = await readArchitecture(model);
  if (weightBytes !== undefined && options.weights !== undefined)
    throw new AnsatzError(
      "invalid_request",
      "A GGUF file has its weights as they are. Leave --weights out, or name the model.",
    );
  const request = { architecture, weights, contextTokens, concurrency };
  const size = sizeModel(weightBytes === undefined ? request : { ...request, weightBytes });
  const stored = weightBytes === undefined ? format : "as in the file";
  const asked = { model: name, weights: stored, contextTokens, concurrency };
  if (options.json === true) print({ ...asked, ...size });
  else process.stdout.write(render(asked, size));
  return EXIT.answered;
}

interface Asked {
  readonly model: string;
  readonly weights: string;
  readonly contextTokens: number;
  readonly concurrency: number;
}

function render({ model, weights, contextTokens, concurrency }: Asked, size: ModelSize): string {
  const gib = (mebibytes: number): string => `${(mebibytes / 1024).toFixed(2)} GiB`;
  const lines = [
    `${model}: ${(size.parameters / 1e9).toFixed(2)} billion parameters, weights ${weights}, ${concurrency} at a time with ${contextTokens} tokens each`,
    `weights  ${gib(size.weightsMiB)}`,
    `cache    ${gib(size.cacheMiB)} (${gib(size.cacheMiBPerStream)} each, 16 bits)`,
    `runtime  ${gib(size.runtimeMiB)} a card`,
    `in all   ${gib(size.totalMiB)}`,
    "",
    "card               cards   tokens/s at most: one stream / all",
    ...size.fits.map(
      ({ gpu, cards, mostTokensPerSecond: { oneStream, allStreams } }) =>
        `${gpu.padEnd(19)}${String(cards).padEnd(8)}${Math.round(oneStream)} / ${Math.round(allStreams)}`,
    ),
    ...(size.fits.length === 0 ? ["none of the cards known here, up to eight of them"] : []),
    "",
    "The speeds are bounds from memory bandwidth; servers stay below them.",
    ...size.notes,
  ];
  return `${lines.join("\n")}\n`;
}
