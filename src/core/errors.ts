/** Whose doing a failure is; decides the HTTP status family and whether a retry can help. */
export type Fault = "caller" | "model" | "tool" | "engine" | "capacity" | "internal";

interface FailureKind {
  readonly fault: Fault;
  readonly status: number;
  /** The `type` field of an OpenAI-shaped error body. */
  readonly type: string;
  readonly retryable: boolean;
}

/** The one table from which HTTP status, error type and retry advice are derived. */
export const FAILURES = {
  invalid_request: {
    fault: "caller",
    status: 400,
    type: "invalid_request_error",
    retryable: false,
  },
  invalid_configuration: {
    fault: "caller",
    status: 500,
    type: "invalid_request_error",
    retryable: false,
  },
  unsupported: { fault: "caller", status: 400, type: "invalid_request_error", retryable: false },
  not_found: { fault: "caller", status: 404, type: "invalid_request_error", retryable: false },
  model_not_found: {
    fault: "caller",
    status: 404,
    type: "invalid_request_error",
    retryable: false,
  },
  invalid_api_key: { fault: "caller", status: 401, type: "authentication_error", retryable: false },
  forbidden: { fault: "caller", status: 403, type: "permission_error", retryable: false },
  conflict: { fault: "caller", status: 409, type: "invalid_request_error", retryable: false },
  too_large: { fault: "caller", status: 413, type: "invalid_request_error", retryable: false },
  syntax: { fault: "caller", status: 400, type: "invalid_request_error", retryable: false },
  model_unreachable: { fault: "model", status: 502, type: "server_error", retryable: true },
  model_protocol: { fault: "model", status: 502, type: "server_error", retryable: true },
  model_rejected: { fault: "model", status: 502, type: "server_error", retryable: false },
  model_timeout: { fault: "model", status: 504, type: "server_error", retryable: true },
  model_unavailable: { fault: "model", status: 503, type: "server_error", retryable: false },
  store_unavailable: { fault: "internal", status: 503, type: "server_error", retryable: true },
  tool_failed: { fault: "tool", status: 502, type: "server_error", retryable: false },
  engine_failed: { fault: "engine", status: 502, type: "server_error", retryable: false },
  timed_out: { fault: "engine", status: 504, type: "server_error", retryable: true },
  rate_limit_exceeded: {
    fault: "capacity",
    status: 429,
    type: "rate_limit_exceeded",
    retryable: true,
  },
  overloaded: { fault: "capacity", status: 429, type: "rate_limit_exceeded", retryable: true },
  stopped: { fault: "caller", status: 409, type: "invalid_request_error", retryable: false },
  internal: { fault: "internal", status: 500, type: "server_error", retryable: false },
} as const satisfies Record<string, FailureKind>;

export type FailureCode = keyof typeof FAILURES;

const MARKER = Symbol.for("ansatz.error");

/**
 * The only error class that leaves a part of Ansatz. `message` is safe to show to a caller and says
 * what to do next; whatever may hold secrets or internals belongs in `cause`.
 */
export class AnsatzError extends Error {
  readonly code: FailureCode;
  /** The request field at fault, where there is one. */
  readonly param: string | null;
  /** How long whoever failed asks to be left alone, where it said so. */
  readonly retryAfterMs: number | null;
  readonly [MARKER] = true;

  constructor(
    code: FailureCode,
    message: string,
    options: { cause?: unknown; param?: string; retryAfterMs?: number | null } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AnsatzError";
    this.code = code;
    this.param = options.param ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  get fault(): Fault {
    return FAILURES[this.code].fault;
  }

  get status(): number {
    return FAILURES[this.code].status;
  }

  get retryable(): boolean {
    return FAILURES[this.code].retryable;
  }

  /** True for errors of this class, also across two copies of the package. */
  static isInstance(value: unknown): value is AnsatzError {
    return typeof value === "object" && value !== null && MARKER in value;
  }

  /** Wraps anything thrown; an abort becomes `stopped`, the unknown becomes `internal`. */
  static from(value: unknown): AnsatzError {
    if (AnsatzError.isInstance(value)) return value;
    if (value instanceof Error && value.name === "AbortError")
      return new AnsatzError("stopped", "The request was stopped before it finished.", {
        cause: value,
      });
    return new AnsatzError(
      "internal",
      "Something went wrong inside Ansatz. The server's log has the details under this request's id.",
      { cause: value },
    );
  }
}

/** The body every failed HTTP call and every failed `--jsonl` line carries. */
export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly code: string;
    readonly param?: string;
  };
}

export function toErrorBody(error: AnsatzError): ErrorBody {
  return {
    error: {
      message: error.message,
      type: FAILURES[error.code].type,
      code: error.code,
      ...(error.param === null ? {} : { param: error.param }),
    },
  };
}
