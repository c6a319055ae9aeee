/** Items between commas that stand outside every bracket. */
export function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of text) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(current.trim());
      current = "";
    } else current += character;
  }
  parts.push(current.trim());
  return parts;
}

/** `{x, a, b}` as its three parts. */
function rangeOf(text: string | undefined): readonly [string, string, string] | null {
  const parts = text === undefined ? [] : splitArguments(text.replace(/^[{(](.*)[})]$/s, "$1"));
  // SymPy writes the same with round brackets.
  return parts.length === 3 && /^[A-Za-z]\w*$/.test(parts[0] as string)
    ? (parts as unknown as readonly [string, string, string])
    : null;
}

type Rewrite = (args: readonly string[]) => string | null;

const over =
  (verb: string): Rewrite =>
  ([body, ...rest]) => {
    const range = rangeOf(rest[0]);
    return range === null || rest.length > 1
      ? null
      : `${verb} of ${body} for ${range[0]} = ${range[1]} to ${range[2]}`;
  };
const unary =
  (words: string): Rewrite =>
  (args) =>
    args.length === 1 ? `${words} ${args[0]}` : null;

/** Calls of code and computer algebra systems, as the question that they ask. */
const REWRITES: Readonly<Record<string, Rewrite>> = {
  integrate: ([body, ...rest]) => {
    const ranges = rest.map(rangeOf);
    if (rest.length === 0) return `integrate ${body}`;
    if (rest.length === 1 && /^[A-Za-z]$/.test(rest[0] as string))
      return `integrate ${body} with respect to ${rest[0]}`;
    const [range] = ranges;
    if (rest.length > 1 && ranges.every((each) => each !== null))
      return `integrate (${body}) over ${ranges.map((each) => `${each[1]}<=${each[0]}<=${each[2]}`).join(", ")}`;
    if (range === null || range === undefined || rest.length > 1) return null;
    return `integrate (${body}) with respect to ${range[0]} from ${range[1]} to ${range[2]}`;
  },
  nintegrate: (args) => (REWRITES["integrate"] as Rewrite)(args),
  diff: ([body, variable, order, ...rest]) =>
    rest.length > 0
      ? null
      : variable === undefined
        ? `derivative of ${body}`
        : (REWRITES["d"] as Rewrite)([
            body as string,
            order === undefined ? variable : `{${variable}, ${order}}`,
          ]),
  d: ([body, variable, ...rest]) => {
    if (variable === undefined || rest.length > 0) return null;
    const higher = /^\{\s*(\w)\s*,\s*(\d)\s*\}$/.exec(variable);
    if (higher !== null) return `${higher[2]}th derivative of ${body} with respect to ${higher[1]}`;
    return /^[A-Za-z]$/.test(variable) ? `derivative of ${body} with respect to ${variable}` : null;
  },
  limit: ([body, ...rest]) => {
    const text = rest.join(",").replace(/^when\s+/i, "");
    const found = /^\{?\s*([A-Za-z])\s*(?:->|→|,|tends(?: to)?|=)\s*(.+?)\s*\}?$/.exec(text);
    return found === null ? null : `limit of ${body} as ${found[1]} -> ${found[2]}`;
  },
  solve: ([body, ...rest]) => {
    const equations = (body as string)
      .replace(/^\{(.*)\}$/s, "$1")
      .replaceAll("==", "=")
      .replaceAll("&&", ",");
    const names = rest.join(",").replace(/[{}]/g, "");
    return names === "" ? `solve ${equations}` : `solve ${equations} for ${names}`;
  },
  sum: over("sum"),
  product: over("product"),
  primeq: ([body, ...rest]) => (rest.length === 0 ? `is ${body} prime` : null),
  isprime: ([body, ...rest]) => (rest.length === 0 ? `is ${body} prime` : null),
  factor: ([body, ...rest]) =>
    rest.length > 0
      ? null
      : /[A-Za-z]/.test(body as string)
        ? `factor ${body}`
        : `prime factorization of ${body}`,
  factors: (args) => (REWRITES["factor"] as Rewrite)(args),
  factorize: (args) => (REWRITES["factor"] as Rewrite)(args),
  factorise: (args) => (REWRITES["factor"] as Rewrite)(args),
  factorint: unary("prime factorization of"),
  factorinteger: unary("prime factorization of"),
  ifactor: unary("prime factorization of"),
  expand: unary("expand"),
  simplify: unary("simplify"),
  fullsimplify: unary("simplify"),
  apart: unary("partial fractions of"),
  inverse: unary("inverse of"),
  inv: unary("inverse of"),
  det: unary("determinant of"),
  determinant: unary("determinant of"),
  transpose: unary("transpose of"),
  matrixrank: unary("rank of"),
  matrixexp: unary("matrix exponential of"),
  eigenvectors: unary("eigenvectors of"),
  eigensystem: unary("eigenvectors of"),
  jordandecomposition: unary("jordan form of"),
  pinv: unary("pseudoinverse of"),
  pseudoinverse: unary("pseudoinverse of"),
  ludecomposition: unary("lu decomposition of"),
  qrdecomposition: unary("qr decomposition of"),
  singularvaluedecomposition: unary("svd of"),
  svd: unary("svd of"),
  choleskydecomposition: unary("cholesky decomposition of"),
  orthogonalize: unary("gram-schmidt"),
  expm: unary("matrix exponential of"),
  rowreduce: unary("rref of"),
  rref: unary("rref of"),
  nullspace: unary("null space of"),
  tr: unary("trace of"),
  adjugate: unary("adjugate of"),
  norm: unary("norm of"),
  normalize: unary("unit vector of"),
  cross: ([a, b]) => (b === undefined ? null : `cross product of ${a} and ${b}`),
  dot: ([a, b]) => (b === undefined ? null : `dot product of ${a} and ${b}`),
  vectorangle: ([a, b]) => (b === undefined ? null : `angle between ${a} and ${b}`),
  projection: ([a, b]) => (b === undefined ? null : `projection of ${a} onto ${b}`),
  linearsolve: ([a, b]) => (b === undefined ? null : `${a} x = ${b}`),
  matrixpower: ([a, n]) => (n === undefined ? null : `${a}^(${n})`),
  characteristicpolynomial: ([a]) => `characteristic polynomial of ${a}`,
  eigenvalues: unary("eigenvalues of"),
  mean: unary("mean of"),
  median: unary("median of"),
  variance: unary("variance of"),
  standarddeviation: unary("standard deviation of"),
  eulerphi: unary("euler phi of"),
  totient: unary("euler phi of"),
  divisors: unary("divisors of"),
  gcd: (args) => (args.length > 1 ? `gcd of ${args.join(", ")}` : null),
  lcm: (args) => (args.length > 1 ? `lcm of ${args.join(", ")}` : null),
  polynomialgcd: (args) => (args.length === 2 ? `gcd of ${args.join(", ")}` : null),
  laplacetransform: ([body]) => `laplace transform of ${body}`,
  laplace: unary("laplace transform of"),
  n: ([body, digits]) =>
    digits === undefined ? null : /^\d+$/.test(digits) ? `${body} to ${digits} digits` : null,
};

/**
 * The question in words that one call in the style of code asks, `Integrate[x^2, {x, 0, 4}]` or
 * `simplify(…)`; null for anything else.
 */
export function codeToWords(text: string): string | null {
  const found =
    /^(?:np\.|numpy\.|linalg\.|scipy\.|sp\.|sympy\.|Matrix\.)*(?<name>[A-Za-z_]+)\s*(?<open>[[(])(?<inner>.*)[\])]$/s.exec(
      text.trim(),
    )?.groups;
  const name = (found?.["name"] ?? "").toLowerCase().replaceAll("_", "");
  const rewrite = Object.hasOwn(REWRITES, name) ? REWRITES[name] : undefined;
  if (found === undefined || rewrite === undefined) return null;
  // "expand (a+b)(a-b)": the first bracket must close at the end.
  let depth = 1;
  const inner = found["inner"] as string;
  for (const character of inner) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return null;
  }
  return rewrite(splitArguments(inner));
}
