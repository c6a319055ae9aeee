import type { AgentPort, AgentRequest } from "../core/agent-port.ts";
import type { ServerLimits } from "./limits.ts";
import type { LiveRun } from "./live-run.ts";
import { afterAbort, type EndEvent, fault, STOPPED } from "./run-ending.ts";
import type { RunRecorder } from "./run-recorder.ts";

/**
 * Reads the agent to its end event, the others into the recorder; null when it ends without one. A stopped
 * agent that does not wind up is left behind.
 */
export async function performRun(
  agent: AgentPort,
  limits: ServerLimits,
  run: LiveRun,
  request: AgentRequest,
  recorder: RunRecorder,
): Promise<EndEvent | null> {
  const timeoutMs = limits.runTimeoutMs;
  const events = agent.run({ ...request, signal: run.signal, timeoutMs })[Symbol.asyncIterator]();
  const overdue = afterAbort(run.signal, limits.stopGraceMs);
  try {
    for (let count = 1; ; count += 1) {
      const step = await Promise.race([events.next(), overdue.promise]);
      if (step === "overdue") return STOPPED;
      if (step.done) return null;
      if (step.value.type === "run-end" || step.value.type === "run-error") return step.value;
      if (count >= limits.maxRunEvents)
        return fault(
          "internal",
          `The run produced more than ${limits.maxRunEvents} events and was ended. Ask for less at once.`,
        );
      await recorder.add(step.value);
    }
  } finally {
    overdue.cancel();
    // Not awaited: an agent that hangs would hold the run's end back.
    void events.return?.().catch(() => undefined);
  }
}
