/** A failed call, with the sentence and the code that the service gave. */
export class CallFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "CallFailure";
    this.code = code;
  }
}

export const UNREACHABLE = "unreachable";
