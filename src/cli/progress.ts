import type { FetchProgress } from "../model/fetch-model.ts";

/** A one-line bar on standard error for a terminal, a line each tenth elsewhere. */
export function fetchProgressBar(): (progress: FetchProgress) => void {
  let lastShare = -1;
  return ({ source, receivedBytes: bytes, totalBytes: total }) => {
    const share = total === null || total === 0 ? 0 : Math.floor((bytes / total) * 10);
    if (share === lastShare && bytes !== total) return;
    lastShare = share;
    const amount = `${(bytes / 1e6).toFixed(0)} MB${total === null ? "" : ` of ${(total / 1e6).toFixed(0)} MB`}`;
    if (process.stderr.isTTY) {
      const bar = "█".repeat(share * 2).padEnd(20, "░");
      process.stderr.write(
        `\rFetching the model from ${source}: ${bar} ${amount}${bytes === total ? "\n" : ""}`,
      );
    } else process.stderr.write(`Fetching the model from ${source}: ${amount}\n`);
  };
}
