import { AnsatzError } from "../../core/errors.ts";
import { probeModel } from "../../model/probe-model.ts";
import { listModels, pullModel, resolveModel } from "../../model/resolve-model.ts";
import { EXIT } from "../exit-status.ts";
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
    case "probe": {
      const model = await resolveModel(spec, resolveOptions);
      if (model === null)
        throw new AnsatzError(
          "invalid_request",
          "There is nothing to probe in none. Name a model.",
        );
      try {
        const report = await probeModel(model);
        if (options.json === true) print(report);
        else process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
        return EXIT.answered;
      } finally {
        await model.close();
      }
    }
    default:
      throw new AnsatzError(
        "invalid_request",
        "Usage: ansatz model list, ansatz model pull SPEC, ansatz model probe SPEC.",
      );
  }
}
