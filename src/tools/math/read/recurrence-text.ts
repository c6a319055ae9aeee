/** The letters an index may have: x is left to functional equations, i and e are constants. */
const INDEX = "[nkmjtN]";
const SHIFT = String.raw`\s*[-+]\s*\d`;

/** True for a text with a shifted term such as `a(n+1)`, `a_{n-1}` or `a[k+2]` and an equation. */
export const RECURRENCE_FRAME =
  /^(?<body>(?=.*=)(?=.*[a-z]\s*(?:\(\s*[nkmjt]\s*[-+]\s*\d\s*\)|\[\s*[nkmjt]\s*[-+]\s*\d\s*\]|_\{\s*[nkmjt]\s*[-+]\s*\d\s*\})).*)$/isu;

const SEQUENCE_NAME = String.raw`\\?\{\s*[a-z]\s*(?:_\s*\{?\s*${INDEX}\s*\}?|\(\s*${INDEX}\s*\))\s*\\?\}`;
const LEAD = new RegExp(
  String.raw`^(?:let|given(?: that)?|if|suppose(?: that)?|where|consider|for|已知|设|若|在|solve|rsolve|find|求解|求|解|the|an?(?= [a-z]{3})|sequences?|defined by|given by|satisf(?:ying|ies)|数列|满足|中|recurrence(?: relation| equation)?s?|difference equations?|递推(?:关系|方程|公式|式)?|差分方程|(?:general|closed|explicit)[ -](?:form|term|solution|formula)s?(?: expression)?|solutions?|(?:of|for|to)|(?:linear|homogeneous|inhomogeneous|non-?homogeneous|first[ -]order|second[ -]order)|as a function of ${INDEX}|system|通解|${SEQUENCE_NAME}|[a-z]_\{?${INDEX}\}?(?=\s*(?:满足|中)))(?:(?<=\p{Script=Han})|(?![A-Za-z]))[\s:：,，]*`,
  "iu",
);
const CLOSING = new RegExp(
  String.raw`[\s,，;；。.]*(?:(?:then\s+|则|并|请|试|且)?(?:find|determine|solve for|give|what is|求出?|则)?\s*(?:the |its |an? |此|该|这个|其)?(?:数列\s*)?(?:${SEQUENCE_NAME}|[a-z](?:\(${INDEX}\)|_\{?${INDEX}\}?))?\s*(?:的)?\s*(?:(?:general|closed|explicit|nth)[ -](?:form|term|solution|formula)(?: expression)?|formula|通项(?:公式)?|通解|解|表达式|解析式|通项式)\s*(?:of|for)?\s*(?:the )?(?:sequence)?\s*(?:${SEQUENCE_NAME}|[a-z](?:\(${INDEX}\)|_\{?${INDEX}\}?))?|(?:then\s+)?(?:find|determine|solve for|what is|求出?)\s*(?:数列)?\s*(?:${SEQUENCE_NAME}|[a-z](?:\(${INDEX}\)|_\{?${INDEX}\}?)))\s*$`,
  "iu",
);

/**
 * A question about a recurrence with one spelling of terms: a_{n-1}, a[n] and a_0 become a(n-1), a(n)
 * and a(0); the words around the equations, which say only that a closed form is wanted, are taken off.
 */
export function recurrenceParts(body: string): string[] {
  let text = body.replaceAll("==", "=").replaceAll(/\\[,;!]/g, " ");
  for (let round = 0; round < 12; round++) {
    const next = text.trim().replace(LEAD, "");
    if (next === text) break;
    text = next;
  }
  text = text.replace(CLOSING, "");
  return text
    .replace(
      new RegExp(String.raw`([A-Za-z])\s*_\s*(?:\{([^{}]+)\}|(${INDEX}|\d+))`, "g"),
      (_, name: string, inner?: string, bare?: string) => `${name}(${inner ?? bare})`,
    )
    .replace(
      new RegExp(String.raw`([A-Za-z])\s*\[\s*(${INDEX}(?:${SHIFT})?|\d+)\s*\]`, "g"),
      "$1($2)",
    )
    .split(
      /\s*[,，;；。&]\s*(?:and\s+|且\s*)?|\\\\|\.\s+|\s+(?:with|where|and|given|if|for)\s+|\s*(?:且|其中|满足)\s*/iu,
    )
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** "for n >= 1", "n = 1, 2, …" restate what the initial values say. */
export function isRangeOfIndex(text: string): boolean {
  return new RegExp(
    String.raw`^(?:for\s+)?(?:all\s+|every\s+)?(?:integers\s+)?\(?\s*${INDEX}\s*(?:>=|>|≥|∈|\\ge|\\geq|\\in)\s*(?:\d+|N\+?|N\*|ℕ\*?|\\mathbb\{N\})\s*\)?$`,
    "u",
  ).test(text.trim());
}

/** The index letter of the first shifted term, and the letters of all of them. */
export function shiftedTerms(
  parts: readonly string[],
): { readonly index: string; readonly unknowns: readonly string[] } | null {
  const found = parts.flatMap((part) => [
    ...part.matchAll(
      new RegExp(String.raw`(?<![A-Za-z\\])([A-Za-z])\s*\(\s*(${INDEX})${SHIFT}\s*\)`, "g"),
    ),
  ]);
  const index = found[0]?.[2];
  if (index === undefined || found.some((match) => match[2] !== index)) return null;
  const letters = [...new Set(found.map((match) => match[1] as string))].filter(
    (letter) => letter !== index,
  );
  // k(n + 1) beside a(n + 1) is a product: a sequence is met with another argument too.
  const all = parts.join(", ");
  const sequences = letters.filter((letter) => {
    const uses = all.matchAll(new RegExp(`(?<![A-Za-z\\\\])${letter}\\s*\\(([^()]*)\\)`, "g"));
    return new Set([...uses].map((match) => (match[1] as string).replaceAll(" ", ""))).size > 1;
  });
  return { index, unknowns: sequences };
}
