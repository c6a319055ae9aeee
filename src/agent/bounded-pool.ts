/**
 * Starts jobs in order, at most `limit` at a time, and gives their results as promises in that order. A
 * job that fails rejects its own promise only.
 */
export function startBounded<T>(
  jobs: readonly (() => Promise<T>)[],
  limit: number,
): readonly Promise<T>[] {
  const slots = jobs.map(() => Promise.withResolvers<T>());
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index] as () => Promise<T>;
      const slot = slots[index] as PromiseWithResolvers<T>;
      await job().then(slot.resolve, slot.reject);
    }
  }
  for (let worker = 0; worker < Math.min(limit, jobs.length); worker++) void work();
  const results = slots.map((slot) => slot.promise);
  // Whoever awaits them in order must not leave a later failure unhandled.
  for (const result of results) result.catch(() => undefined);
  return results;
}
