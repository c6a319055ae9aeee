import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { systemClock } from "../../core/system-port.ts";
import { openStore } from "../../store/open-store.ts";
import { EXIT } from "../exit-status.ts";
import type { Ranking } from "../../server/feedback.ts";
import { readRankings, readRatedRuns } from "../export/rated-runs.ts";
import { redactedRow } from "../export/redact.ts";
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
const consentSchema = z.enum(["given", "any"]);

/** `ansatz export FORMAT`: what was asked, answered and rated, as JSON lines to train on. */
export async function exportCommand({
  options,
  positionals,
  configuration,
}: Invocation): Promise<number> {
  const format = formatSchema.safeParse(positionals[0]);
  const style = styleSchema.safeParse(options.style ?? "trl");
  const consent = consentSchema.safeParse(options.consent ?? "any");
  if (!format.success || !style.success || !consent.success)
    throw new AnsatzError(
      "invalid_request",
      `Usage: ansatz export ${EXPORT_FORMATS.join(" | ")} [--style trl|openai] [--consent given|any] [--unredacted] [--tenant T] [--store URL].`,
    );
  if (style.data === "openai" && (format.data === "unpaired" || format.data === "stepwise"))
    throw new AnsatzError(
      "invalid_request",
      `OpenAI has no form for ${format.data} rows. Leave out --style, or export chat or preference.`,
    );
  const store = openStore(options.store ?? configuration.ANSATZ_STORE);
  try {
    const nowMs = systemClock.nowMs();
    const all = await readRatedRuns(store, options.tenant ?? "", nowMs);
    const runs = all.filter(({ consent: said }) =>
      consent.data === "given" ? said === "given" : said !== "denied",
    );
    const rankings = await readRankings(store, nowMs);
    let count = 0;
    const shape = { format: format.data, style: style.data };
    for (const row of rowsOf(runs, rankings, shape)) {
      const shown = options.unredacted === true ? row : redactedRow(row);
      process.stdout.write(`${JSON.stringify(shown)}\n`);
      count += 1;
    }
    const left = all.length - runs.length;
    process.stderr.write(
      `${count} rows of ${runs.length} answers${left > 0 ? `; ${left} left out for want of consent` : ""}.\n`,
    );
    return EXIT.answered;
  } finally {
    await store.close();
  }
}

function rowsOf(
  runs: readonly RatedRun[],
  rankings: readonly Ranking[],
  { format, style }: { readonly format: ExportFormat; readonly style: ExportStyle },
) {
  switch (format) {
    case "chat":
      return chatRows(runs);
    case "preference":
      return preferenceRows(runs, rankings, style);
    case "unpaired":
      return unpairedRows(runs);
    default:
      return stepwiseRows(runs);
  }
}
