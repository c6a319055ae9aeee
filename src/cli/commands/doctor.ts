import { access, constants, mkdir } from "node:fs/promises";
import { AnsatzError } from "../../core/errors.ts";
import { cacheFolder } from "../../downloads/cache-folder.ts";
import type { ModelProfile } from "../../core/model-profile.ts";
import type { ProfiledModel } from "../../model/profiled-model.ts";
import { parseModelSpec } from "../../model/model-spec.ts";
import { listModels } from "../../model/resolve-model.ts";
import { dataFolder } from "../../store/open-store.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { openModels } from "../open-models.ts";
import { print } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";
import { projectVersion } from "./version.ts";

const LOOK_MS = 5_000;

interface Finding {
  readonly part: string;
  readonly state: "works" | "missing" | "broken";
  readonly detail: string;
}

/** `ansatz doctor`: what works on this machine, and what to do about the rest. */
export async function doctorCommand({ options, configuration }: Invocation): Promise<number> {
  const findings: Finding[] = [
    {
      part: "ansatz",
      state: "works",
      detail: `version ${await projectVersion()}, Node ${process.version}`,
    },
    await checkEngine(),
    await checkDeepEngine(),
    await checkFolder(
      "data folder",
      dataFolder(),
      "Set ANSATZ_DATA_DIR to a folder you may write to.",
    ),
    await checkFolder(
      "model cache",
      cacheFolder(process.env),
      "Set ANSATZ_CACHE to a folder you may write to.",
    ),
    ...(await checkModels(options.model ?? configuration.ANSATZ_MODEL)),
  ];
  if (options.json === true) print({ findings });
  else
    for (const { part, state, detail } of findings)
      process.stdout.write(`${state.padEnd(8)} ${part.padEnd(13)} ${detail}\n`);
  return findings.some((finding) => finding.state === "broken") ? EXIT.notAnswered : EXIT.answered;
}

async function checkEngine(): Promise<Finding> {
  const math = openMathEngine();
  try {
    const result = await math.query({ query: "integrate x*cos(x)" });
    const isProved = result.certificate?.grade === "proved";
    return {
      part: "engine",
      state: isProved ? "works" : "broken",
      detail: isProved
        ? `x*cos(x) integrated and differentiated back in ${Math.round(result.timing.totalMs)} ms, from a cold start`
        : `The canary question came back as ${result.status}. Reinstall with npm install.`,
    };
  } catch (error) {
    return { part: "engine", state: "broken", detail: AnsatzError.from(error).message };
  } finally {
    await math.close();
  }
}

async function checkDeepEngine(): Promise<Finding> {
  const math = openMathEngine();
  const startedAt = performance.now();
  try {
    await math.warmUpDeep();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    return { part: "deep engine", state: "works", detail: `SymPy, loaded in ${seconds} s` };
  } catch (error) {
    return { part: "deep engine", state: "missing", detail: AnsatzError.from(error).message };
  } finally {
    await math.close();
  }
}

async function checkFolder(part: string, path: string, advice: string): Promise<Finding> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
    return { part, state: "works", detail: path };
  } catch {
    return { part, state: "broken", detail: `${path} cannot be written. ${advice}` };
  }
}

/** One finding a model of the setting, with what was measured of it. */
async function checkModels(spec: string): Promise<Finding[]> {
  if (parseModelSpec(spec.split(",")[0] ?? "").kind === "none")
    return [
      {
        part: "model",
        state: "missing",
        detail:
          "none: the engine answers alone. Start with --model embedded or a server's address for chat.",
      },
    ];
  const models = await openModels({ modelSpec: spec, environment: process.env });
  const specs = spec.split(",").map((one) => one.trim());
  return Promise.all(models.map((model, index) => checkModel(model, specs[index] ?? spec)));
}

async function checkModel(model: ProfiledModel, spec: string): Promise<Finding> {
  const { state, detail } =
    parseModelSpec(spec).kind === "server" ? await lookAtServer(model) : await lookAtFile(spec);
  if (state === "works") await model.refresh(AbortSignal.timeout(LOOK_MS));
  await model.close();
  const { profile } = model;
  const measured =
    profile === null
      ? `not measured; ansatz model probe ${spec} does it`
      : `strategy ${profile.strategy}, measured ${new Date(profile.probedAtMs).toISOString().slice(0, 10)}: ${answersOf(profile)}`;
  return { part: "model", state, detail: state === "works" ? `${detail}; ${measured}` : detail };
}

function answersOf(profile: ModelProfile): string {
  const having = (wanted: string) =>
    Object.entries(profile.items)
      .filter(([, { answer }]) => answer === wanted)
      .map(([item]) => item)
      .join(" ");
  return `yes ${having("yes") || "-"}; no ${having("no") || "-"}; unknown ${having("unknown") || "-"}`;
}

async function lookAtServer(model: ProfiledModel): Promise<Pick<Finding, "state" | "detail">> {
  const standing = await model.check(AbortSignal.timeout(LOOK_MS));
  if (standing?.state === "refused" || standing?.state === "away")
    return { state: "broken", detail: standing.message };
  try {
    const { model: name } = await model.describe(AbortSignal.timeout(LOOK_MS));
    return { state: "works", detail: `${name} at ${model.server}` };
  } catch (error) {
    return { state: "broken", detail: `${model.server}: ${AnsatzError.from(error).message}` };
  }
}

async function lookAtFile(spec: string): Promise<Pick<Finding, "state" | "detail">> {
  const known = (await listModels({ env: { ...process.env } })).find(
    (model) => model.spec === spec,
  );
  if (known !== undefined && known.path !== null)
    return { state: "works", detail: `${known.title} at ${known.path}` };
  if (parseModelSpec(spec).kind === "file") return { state: "works", detail: spec };
  return {
    state: "missing",
    detail: `${spec} is not fetched yet; ansatz model pull ${spec} fetches it, and so does its first use.`,
  };
}
