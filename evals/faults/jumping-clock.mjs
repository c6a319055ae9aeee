// Loaded into a service by `--import`: on SIGUSR2 its clock jumps to what the file CLOCK_FILE says, in
// milliseconds beside the machine's. Timers and durations go on, as they do when an operator sets a clock.
import { readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  const Machine = Date;
  let offsetMs = 0;
  globalThis.Date = class extends Machine {
    constructor(...parts) {
      if (parts.length === 0) super(Machine.now() + offsetMs);
      else super(...parts);
    }

    static now() {
      return Machine.now() + offsetMs;
    }
  };
  process.on("SIGUSR2", () => {
    offsetMs = Number(readFileSync(process.env["CLOCK_FILE"] ?? "", "utf8"));
  });
}
