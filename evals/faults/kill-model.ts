import { type FaultReport, Findings, seconds } from "./fault-report.ts";
import { followRun, isWhole } from "./followed-run.ts";
import { ModelProcess, PROBLEM } from "./model-process.ts";
import { ServiceProcess } from "./service-process.ts";

/** The model server is killed in the middle of its replies. */
export async function killModel(options: { readonly runs: number }): Promise<FaultReport> {
  const found = new Findings("The model server is killed (kill -9) in mid-stream");
  const model = await ModelProcess.start(10_000, 50);
  const service = await ServiceProcess.start({ store: "memory:", model: model.spec });
  try {
    const ids = await Promise.all(
      Array.from({ length: options.runs }, async () => {
        const response = await service.post("/v1/runs", { question: PROBLEM });
        return ((await response.json()) as { id: string }).id;
      }),
    );
    const read = ids.map((id) => followRun(service, id));
    await Promise.all(
      ids.map((id) => followRun(service, id, { until: ({ sequence }) => sequence >= 10 })),
    );
    const killedMs = performance.now();
    await model.end("SIGKILL");
    const events = await Promise.all(read);
    const tookMs = performance.now() - killedMs;
    const ends = events.map((all) => all.at(-1)?.event);
    const said = ends.filter((end) => verdictOf(end) === "undecided").length;
    found.note(
      "every run ends with a reply that says so, undecided; nothing of the half reply is shown as an answer",
      said === options.runs && !JSON.stringify(ends.map(replyOf)).includes("thought"),
      `${said} of ${options.runs}, ${seconds(tookMs)} after the kill`,
    );
    const whole = events.filter(isWhole).length;
    found.note("every stream is whole", whole === options.runs, `${whole} of ${options.runs}`);
    const chat = { model: "ansatz", messages: [{ role: "user", content: "factor x^4 - 1" }] };
    const next = await service.post("/v1/chat/completions", chat);
    const { ansatz } = (await next.json()) as { ansatz?: { verdict: string } };
    found.note(
      "the engine answers the next question, proved",
      ansatz?.verdict === "proved",
      ansatz?.verdict ?? next.status,
    );
    const ready = (await service.get("/readyz")).status;
    found.note("the service stays ready, since the engine answers", ready === 200, ready);
    const status = await service.end();
    found.note("and ends cleanly", status === 0, `exit status ${status}`);
  } finally {
    await Promise.all([service.end("SIGKILL"), model.end("SIGKILL")]);
  }
  return found.report();
}

type End = Readonly<Record<string, unknown>> | undefined;

function resultOf(end: End): Readonly<Record<string, unknown>> {
  return (end?.["result"] ?? {}) as Readonly<Record<string, unknown>>;
}

const verdictOf = (end: End) => resultOf(end)["verdict"];
const replyOf = (end: End) => resultOf(end)["reply"];
