import { AnsatzError } from "../../../core/errors.ts";
import type { PodName } from "../../../core/pod.ts";
import { withDeadline } from "../exact/deadline.ts";
import type { MadePod, PodContent, PodMaker, PodSubject, PodTools } from "./pod-maker.ts";

/** Quick pods together may take this long before the answer leaves; the rest of them are named instead. */
const QUICK_MS = 15;

/** A pod is looked for this long before it is offered; one that was not seen by then is not. */
const LOOKING_MS = 250;

/** No single pod is waited for longer than this. */
export const POD_TIMEOUT_MS = 4_000;

export function podNameOf(maker: PodMaker, isChinese: boolean): PodName {
  return { id: maker.id, title: isChinese ? maker.title.zh : maker.title.en };
}

/**
 * The makers that apply to a subject, in the order of showing; a subject beyond a maker's limits is not its
 * own, nor is one that a maker has not looked through when the time is over.
 */
export function applicablePods(
  makers: readonly PodMaker[],
  subject: PodSubject,
  deadlineAt: number,
): PodMaker[] {
  return makers.filter((maker) => {
    try {
      return withDeadline(deadlineAt, () => maker.appliesTo(subject));
    } catch (thrown) {
      if (AnsatzError.isInstance(thrown) && thrown.code !== "internal") return false;
      throw thrown;
    }
  });
}

/** Makes quick pods one after the other until their time is up. `left` were not tried. */
export async function makeQuickPods(
  makers: readonly PodMaker[],
  subject: PodSubject,
  toolsFor: (timeoutMs: number) => PodTools,
): Promise<{ made: MadePod[]; left: PodMaker[] }> {
  const startedAt = performance.now();
  const made: MadePod[] = [];
  for (const [index, maker] of makers.entries()) {
    const leftMs = QUICK_MS - (performance.now() - startedAt);
    if (leftMs <= 0) return { made, left: makers.slice(index) };
    made.push(await makePod(maker, subject, toolsFor(leftMs)));
  }
  return { made, left: [] };
}

/** Whether a maker has something to show, told within a moment; a pod that is not seen by then is not offered. */
export async function isPodThere(
  maker: PodMaker,
  subject: PodSubject,
  toolsFor: (timeoutMs: number) => PodTools,
): Promise<boolean> {
  const tools = toolsFor(LOOKING_MS);
  const endsAt = performance.now() + tools.context.remainingMs();
  try {
    return await withDeadline(endsAt, async () => (await maker.isThere?.(subject, tools)) ?? true);
  } catch (thrown) {
    // An answer is not lost for what might stand beside it; who asks for the pod is told what went wrong.
    const failure = AnsatzError.from(thrown);
    if (failure.code === "stopped") throw failure;
    return false;
  }
}

/** Makes pods side by side and yields each as it is ready. */
export async function* makePods(
  makers: readonly PodMaker[],
  subject: PodSubject,
  toolsFor: (timeoutMs: number) => PodTools,
): AsyncGenerator<{ maker: PodMaker; made: MadePod }> {
  const running = new Map(
    makers.map((maker) => {
      const made = makePod(maker, subject, toolsFor(POD_TIMEOUT_MS)).then((result) => ({
        maker,
        made: result,
      }));
      return [maker, made] as const;
    }),
  );
  while (running.size > 0) {
    const next = await Promise.race(running.values());
    running.delete(next.maker);
    yield next;
  }
}

/** A pod that is too slow is named; one whose subject is beyond the engine is left out. */
async function makePod(maker: PodMaker, subject: PodSubject, tools: PodTools): Promise<MadePod> {
  const name = podNameOf(maker, subject.isChinese);
  const endsAt = performance.now() + tools.context.remainingMs();
  try {
    const content = await withDeadline(endsAt, () => maker.make(subject, tools));
    return content === null
      ? { kind: "nothing", id: maker.id }
      : { kind: "pod", pod: { ...name, ...withPlain(content) } };
  } catch (thrown) {
    const failure = AnsatzError.from(thrown);
    if (failure.code === "timed_out") return { kind: "timed-out", name };
    if (failure.code === "stopped" || failure.code === "internal") throw failure;
    return { kind: "nothing", id: maker.id };
  }
}

/** What a picture shows is its plain text, too. */
function withPlain(content: PodContent): PodContent {
  return content.plain === undefined && content.description !== undefined
    ? { ...content, plain: content.description }
    : content;
}
