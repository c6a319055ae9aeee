/**
 * As much of vitest as the shared suites use, for a runtime in which vitest itself does not run; the matchers
 * are vitest's own.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";

type Work = (...values: unknown[]) => unknown;

interface Suite {
  readonly name: string;
  readonly parent: Suite | null;
  readonly before: Work[];
  readonly after: Work[];
  readonly beforeEach: Work[];
  readonly afterEach: Work[];
  readonly parts: (Suite | { readonly name: string; readonly work: Work; readonly ms: number })[];
}

export interface TestReport {
  readonly name: string;
  /** What went wrong; null for a test that passed. */
  readonly error: string | null;
}

const TEST_MS = 30_000;

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const plainExpect = chai.expect as unknown as Work & { extend(to: object, matchers: object): void };
export const expect = Object.assign(
  (value: unknown, message?: string) => plainExpect(value, message),
  chai.expect,
  (globalThis as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT as symbol],
);
setState({ assertionCalls: 0 }, expect as never);
Object.assign(globalThis, { [GLOBAL_EXPECT]: expect });
plainExpect.extend(expect, customMatchers);

function emptySuite(name: string, parent: Suite | null): Suite {
  return { name, parent, before: [], after: [], beforeEach: [], afterEach: [], parts: [] };
}

let current = emptySuite("", null);

function addSuite(name: string, define: Work, ...values: unknown[]): void {
  const suite = emptySuite(name, current);
  current.parts.push(suite);
  current = suite;
  define(...values);
  current = suite.parent as Suite;
}

function addTest(name: string, work: Work, ms = TEST_MS): void {
  current.parts.push({ name, work, ms });
}

type Row = readonly unknown[] | unknown;

function titled(name: string, values: readonly unknown[]): string {
  let position = 0;
  return name.replaceAll(/%[sodijf]/g, () => {
    const value = values[position++];
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}

function withRows(add: (name: string, work: Work, ms?: number) => void) {
  const each = (rows: readonly Row[]) => (name: string, work: Work, ms?: number) => {
    for (const row of rows) {
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      add(titled(name, values), () => work(...values), ms);
    }
  };
  const skipIf = (isSkipped: unknown) => (isSkipped ? () => undefined : add);
  return Object.assign(add, { each, skipIf });
}

export const describe = withRows(addSuite);
export const test = withRows(addTest);
export const it = test;
export const beforeAll = (work: Work) => void current.before.push(work);
export const afterAll = (work: Work) => void current.after.push(work);
export const beforeEach = (work: Work) => void current.beforeEach.push(work);
export const afterEach = (work: Work) => void current.afterEach.push(work);

export const vi = {
  async waitFor(work: Work, options: number | { timeout?: number } = {}): Promise<unknown> {
    const timeout = typeof options === "number" ? options : (options.timeout ?? 1_000);
    for (const endsAt = Date.now() + timeout; ;)
      try {
        return await work();
      } catch (error) {
        if (Date.now() > endsAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
  },
};

/** Loads a file of tests and runs what it defines. */
export async function runFile(load: () => Promise<unknown>): Promise<TestReport[]> {
  const root = emptySuite("", null);
  current = root;
  await load();
  const reports: TestReport[] = [];
  await runSuite(root, [], reports);
  return reports;
}

async function runSuite(suite: Suite, path: readonly Suite[], reports: TestReport[]) {
  const inside = [...path, suite];
  const names = inside.map(({ name }) => name).filter((name) => name !== "");
  try {
    for (const work of suite.before) await work();
    for (const part of suite.parts)
      if ("parts" in part) await runSuite(part, inside, reports);
      else
        reports.push({ name: [...names, part.name].join(" > "), error: await run(part, inside) });
    for (const work of suite.after) await work();
  } catch (error) {
    reports.push({ name: [...names, "(around the tests)"].join(" > "), error: wordsOf(error) });
  }
}

async function run(part: { work: Work; ms: number }, inside: readonly Suite[]) {
  let failure: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${part.ms} ms`)), part.ms);
  });
  try {
    for (const { beforeEach } of inside) for (const work of beforeEach) await work();
    await Promise.race([part.work(), late]);
  } catch (error) {
    failure = wordsOf(error);
  }
  clearTimeout(timer);
  try {
    for (const { afterEach } of inside.toReversed()) for (const work of afterEach) await work();
  } catch (error) {
    failure ??= wordsOf(error);
  }
  return failure;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
