import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { systemClock } from "../../core/system-port.ts";
import { openStore } from "../../store/open-store.ts";
import { EXIT } from "../exit-status.ts";
import { readRatedRuns } from "../export/rated-runs.ts";
import {
  chatRows,
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportStyle,
  preferenceRows,
  type RatedRun,
  stepwiseRows,
  unpairedRows,
} from "../export/training-rows.ts";
import type { Invocation } from "./invocation.ts";

const formatSchema = z.enum(EXPORT_FORMATS);
const styleSchema = z.enum(["trl", "openai"]);

/** `ansatz export FORMAT`: what was asked, answered and rated, as JSON lines to train on. */
export async function exportCommand({
  options,
  positionals,
  configuration,
}: Invocation): Promise<number> {
  const format = formatSchema.safeParse(positionals[0]);
  const style = styleSchema.safeParse(options.style ?? "trl");
  if (!format.success || !style.success)
    throw new AnsatzError(
      "invalid_request",
      `Usage: ansatz export ${EXPORT_FORMATS.join(" | ")} [--style trl|openai] [--tenant T] [--store URL].`,
    );
  if (style.data === "openai" && (format.data === "unpaired" || format.data === "stepwise"))
    throw new AnsatzError(
      "invalid_request",
      `OpenAI has no form for ${format.data} rows. Leave out --style, or export chat or preference.`,
    );
  const store = openStore(options.store ?? configuration.ANSATZ_STORE);
  try {
    const runs = await readRatedRuns(store, options.tenant ?? "", systemClock.nowMs());
    let count = 0;
    for (const row of rowsOf(runs, format.data, style.data)) {
      process.stdout.write(`${JSON.stringify(row)}\n`);
      count += 1;
    }
    process.stderr.write(`${count} rows of ${runs.length} answers.\n`);
    return EXIT.answered;
  } finally {
    await store.close();
  }
}

function rowsOf(runs: readonly RatedRun[], format: ExportFormat, style: ExportStyle) {
  switch (format) {
    case "chat":
      return chatRows(runs);
    case "preference":
      return preferenceRows(runs, style);
    case "unpaired":
      return unpairedRows(runs);
    default:
      return stepwiseRows(runs);
  }
}
