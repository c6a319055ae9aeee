import { AnsatzError } from "../../core/errors.ts";
import type { Pod, PodName } from "../../core/pod.ts";
import type { QueryEvent } from "../../core/query-event.ts";
import type { QueryRequest, QueryResult } from "../../core/query-result.ts";
import type { OpenedMember } from "./engines/portfolio-member.ts";
import { answerQuery } from "./plan/answer-query.ts";
import { ALL_PODS } from "./pods/all-pods.ts";
import {
  applicablePods,
  isPodThere,
  makePods,
  makeQuickPods,
  podNameOf,
} from "./pods/make-pods.ts";
import { moreDigitsPod } from "./pods/more-digits-pod.ts";
import type { MadePod, PodMaker, PodSubject, PodTools } from "./pods/pod-maker.ts";
import { asShown } from "./present/present.ts";
import { computeContext, type WorkedAnswer, type WorkedQuery } from "./work-query.ts";

/** Asks for every pod that an answer can have. */
const EVERY_POD = "all";

export interface PodOptions {
  readonly engines: readonly OpenedMember[];
  readonly signal: AbortSignal | undefined;
  /** When the caller's time is over, in `performance.now()` milliseconds. */
  readonly endsAt: number;
}

/** A result and the pods that were asked for, each as soon as it is there. */
export async function* queryEvents(
  worked: WorkedQuery,
  request: QueryRequest,
  options: PodOptions,
): AsyncGenerator<QueryEvent> {
  const { answer } = worked;
  if (answer === null) {
    yield { type: "result-ready", result: worked.result };
    yield { type: "pods-end", timedOutPods: [] };
    return;
  }
  const { subject } = answer;
  const wanted = new Set(request.pods);
  // Who says how many digits to show wants to see them.
  if (request.digits !== undefined) wanted.add(moreDigitsPod.id);
  const isWanted = ({ id }: PodMaker): boolean => wanted.has(EVERY_POD) || wanted.has(id);
  const shelf = new PodShelf(answer, request.digits, options);
  const applicable = applicablePods(ALL_PODS, subject, options.endsAt);
  const quick = await shelf.quick(applicable.filter(({ speed }) => speed === "quick"));
  const later = applicable.filter((maker) => !quick.tried.has(maker));
  const { isChinese } = subject;
  const offered = await shelf.offered(later.filter((maker) => !isWanted(maker)));
  yield {
    type: "result-ready",
    result: {
      ...worked.result,
      pods: [...worked.result.pods, ...quick.pods],
      morePods: offered.map((maker) => podNameOf(maker, isChinese)),
    },
  };
  const timedOutPods: PodName[] = [];
  for await (const made of shelf.later(later.filter(isWanted))) {
    if (made.kind === "pod") yield { type: "pod-ready", pod: made.pod };
    if (made.kind === "timed-out") timedOutPods.push(made.name);
  }
  yield { type: "pods-end", timedOutPods };
}

/** The events of one query as one result, its pods in the order of showing. */
export async function foldQueryEvents(events: AsyncIterable<QueryEvent>): Promise<QueryResult> {
  const results: QueryResult[] = [];
  const pods: Pod[] = [];
  const timedOutPods: PodName[] = [];
  for await (const event of events) {
    if (event.type === "result-ready") results.push(event.result);
    else if (event.type === "pod-ready") pods.push(event.pod);
    else timedOutPods.push(...event.timedOutPods);
  }
  const [result] = results;
  if (result === undefined) throw new AnsatzError("internal", "A query ended without a result.");
  return {
    ...result,
    pods: inOrder([...result.pods, ...pods]),
    ...(timedOutPods.length > 0 ? { timedOutPods } : {}),
  };
}

function inOrder(pods: readonly Pod[]): Pod[] {
  const place = new Map(ALL_PODS.map(({ id }, index) => [id, index]));
  return pods.toSorted((a, b) => (place.get(a.id) ?? -1) - (place.get(b.id) ?? -1));
}

/** Throws `invalid_request` for an id that no pod has. */
export function requireKnownPods(ids: readonly string[] | undefined): void {
  const known = new Set([EVERY_POD, ...ALL_PODS.map(({ id }) => id)]);
  const unknown = ids?.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new AnsatzError(
      "invalid_request",
      `There is no pod "${unknown.slice(0, 60)}". The pods are: ${[...known].join(", ")}.`,
      { param: "pods" },
    );
}

/** Takes pods that were made before from the shelf, and puts new ones there. */
class PodShelf {
  private readonly answer: WorkedAnswer;
  private readonly subject: PodSubject;
  private readonly digits: number | undefined;
  private readonly options: PodOptions;

  constructor(answer: WorkedAnswer, digits: number | undefined, options: PodOptions) {
    this.answer = answer;
    this.subject = answer.subject;
    this.digits = digits;
    this.options = options;
  }

  async quick(makers: readonly PodMaker[]): Promise<{ pods: Pod[]; tried: Set<PodMaker> }> {
    const known = makers.filter((maker) => this.known(maker) !== undefined);
    const fresh = makers.filter((maker) => this.known(maker) === undefined);
    const { made, left } = await makeQuickPods(fresh, this.subject, this.tools);
    const tried = new Set(makers.filter((maker) => !left.includes(maker)));
    fresh.slice(0, made.length).forEach((maker, index) => {
      const result = made[index] as MadePod;
      if (result.kind === "timed-out") tried.delete(maker);
      else this.keep(maker, result);
    });
    const pods = [...known, ...fresh.slice(0, made.length)].flatMap((maker) => {
      const result = this.known(maker);
      return result?.kind === "pod" ? [result.pod] : [];
    });
    return { pods: inOrder(pods), tried };
  }

  /** Those of the makers that have something to show, as far as can be told in a moment. */
  async offered(makers: readonly PodMaker[]): Promise<PodMaker[]> {
    const there: PodMaker[] = [];
    for (const maker of makers) if (await this.isThere(maker)) there.push(maker);
    return there;
  }

  private async isThere(maker: PodMaker): Promise<boolean> {
    const known = this.known(maker);
    if (known !== undefined) return known.kind === "pod";
    if (maker.isThere === undefined) return true;
    const found =
      this.answer.offered.get(maker.id) ?? (await isPodThere(maker, this.subject, this.tools));
    this.answer.offered.set(maker.id, found);
    return found;
  }

  async *later(makers: readonly PodMaker[]): AsyncGenerator<MadePod> {
    const fresh: PodMaker[] = [];
    for (const maker of makers) {
      const known = this.known(maker);
      if (known === undefined) fresh.push(maker);
      else yield known;
    }
    for await (const { maker, made } of makePods(fresh, this.subject, this.tools)) {
      if (made.kind !== "timed-out") this.keep(maker, made);
      yield this.known(maker) ?? made;
    }
  }

  private known(maker: PodMaker): MadePod | undefined {
    return this.answer.made.get(this.key(maker));
  }

  private keep(maker: PodMaker, made: MadePod): void {
    this.answer.made.set(this.key(maker), asShown(made, this.subject.isChinese) as MadePod);
  }

  private key({ id }: PodMaker): string {
    return `${id} ${this.digits ?? ""}`;
  }

  private readonly tools = (timeoutMs: number): PodTools => {
    const { engines, signal, endsAt } = this.options;
    const context = computeContext({
      engines,
      signal,
      isChinese: this.subject.isChinese,
      endsAt: Math.min(endsAt, performance.now() + timeoutMs),
    });
    return { context, digits: this.digits, answer: (query) => answerQuery(query, context) };
  };
}
