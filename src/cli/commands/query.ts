import { z } from "zod";
import {
  FORMAT_NAMES,
  inputLanguageSchema,
  queryRequestSchema,
  type QueryRequest,
} from "../../core/query-result.ts";
import { AnsatzError } from "../../core/errors.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { runJsonLines } from "../jsonl.ts";
import { renderQuery } from "../render.ts";
import { print, textArgument, wholeNumber } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

const formatSchema = z.enum(FORMAT_NAMES);

/** `ansatz query`: the symbolic engine, no model. */
export async function queryCommand({ options, positionals }: Invocation): Promise<number> {
  const math = openMathEngine();
  try {
    if (options.jsonl === true) {
      await runJsonLines({
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        schema: queryRequestSchema,
        answer: (request) => math.query(request),
      });
      return EXIT.answered;
    }
    const language =
      options.language === undefined ? undefined : inputLanguageSchema.safeParse(options.language);
    if (language?.success === false)
      throw new AnsatzError("invalid_request", "--language takes en, zh, latex or expression.");
    const timeoutMs = wholeNumber(options.timeout, "timeout", 1, 60_000);
    const format =
      options.format === undefined ? undefined : formatSchema.safeParse(options.format);
    if (format?.success === false)
      throw new AnsatzError("invalid_request", `--format takes ${FORMAT_NAMES.join(", ")}.`);
    const digits = wholeNumber(options.digits, "digits", 1, 1_000);
    const request: QueryRequest = {
      query: textArgument(positionals, 'ansatz query "QUERY"'),
      ...(language === undefined ? {} : { language: language.data }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(digits === undefined ? {} : { digits }),
      ...(options.pods === undefined ? {} : { pods: options.pods.split(",") }),
      ...(format === undefined ? {} : { formats: [format.data] }),
    };
    const result = await math.query(request);
    if (options.json === true) print(result);
    else
      process.stdout.write(
        `${format === undefined ? renderQuery(result) : (result.formats?.[format.data] ?? "")}\n`,
      );
    return result.status === "answered" ? EXIT.answered : EXIT.notAnswered;
  } finally {
    await math.close();
  }
}
