/** A derivative in any of its notations: y', \dot y, dy/dx, \frac{dy}{dx}, y^{(4)}. */
export const DERIVATIVE = String.raw`(?:[A-Za-z]\s*(?:\([a-z]\)\s*)?(?:['′’]|\^\s*\{?\s*\\prime)|d\s*(?:\^\s*\{?\d\}?\s*)?[A-Za-z](?:\([a-z]\))?\s*/\s*d\s*[A-Za-z]|\\[dt]?frac\s*\{\s*(?:d|\\mathrm\{d\}|\\text\{d\})|\\d?dot)`;

const LEAD =
  /^(?:dsolve|solve|find|determine|give|求解|求出?|解|the|an?(?= [a-z]{3})|(?:general|particular|explicit|implicit|real|all|exact|complete)(?: real)?|(?:solutions?|integral)(?: of| to| for)?|(?:of|for|to)|(?:first|second|third|fourth)[ -]order|(?:linear|nonlinear|non-linear|ordinary|separable|homogeneous|inhomogeneous|non-?homogeneous|exact|bernoulli|riccati|clairaut|euler(?:[-– ]cauchy)?|cauchy[-– ]euler|bessel|airy)(?:'s)?|(?:differential )?equation|ode|d\.e\.|(?:initial|boundary)[ -]value problem|ivp|bvp|(?:初值|边值)问题|(?:一阶|二阶|三阶|四阶|高阶)?(?:常系数)?(?:线性)?(?:非?齐次)?(?:常)?(?:微分)?方程|下列|以下|函数)(?![A-Za-z])[\s:：,，]*/iu;
const CLOSING =
  /[\s,，;；。.]*(?:的?\s*(?:一个|一)?(?:通解|特解|解|通积分|全部解|一般解)(?:是|为)?|(?:for|求)\s*[A-Za-z]\s*\(\s*[a-z]\s*\)|for\s+[A-Za-z]|(?:using|by|with)\s+(?:separation of variables|an? integrating factor|variation of parameters|undetermined coefficients|(?:the )?laplace transforms?)|用(?:拉普拉斯变换|分离变量法|常数变易法)(?:求解)?)\s*$/iu;

/** The equation with its conditions, without the words around them that say only that it is to be solved. */
export function equationText(body: string): string {
  let text = body.trim();
  for (let round = 0; round < 16; round++) {
    const next = text.replace(LEAD, "").trim();
    if (next === text || next === "") break;
    text = next;
  }
  for (let round = 0; round < 3; round++) text = text.replace(CLOSING, "").trim();
  return text;
}

/** One spelling of derivatives: primes for y'' and dy/dx, d^2y/dx^2 for Leibniz's fractions in LaTeX. */
export function plainDerivatives(text: string): string {
  return text
    .replace(/[′’]/g, "'")
    .replace(/[″]/g, "''")
    .replace(/\\(?:mathrm|text|rm|operatorname)\s*\{\s*d\s*\}/g, "d")
    .replace(/\^\s*\{?\s*((?:\\prime\s*)+)\}?/g, (_, run: string) =>
      "'".repeat(run.split("\\prime").length - 1),
    )
    .replace(/\\ddot\s*\{?\s*([A-Za-z])\s*\}?/g, "$1''")
    .replace(/\\dot\s*\{?\s*([A-Za-z])\s*\}?/g, "$1'")
    .replace(
      /\\[dt]?frac\s*\{\s*d\s*(\^\s*\{?\s*\d\s*\}?)?\s*([A-Za-z])\s*(?:\([a-z]\))?\s*\}\s*\{\s*d\s*([A-Za-z])\s*(?:\^\s*\{?\s*\d\s*\}?)?\s*\}/g,
      (_, power: string | undefined, unknown: string, variable: string) => {
        const order = power === undefined ? "" : `^${/\d/.exec(power)?.[0]}`;
        return ` d${order}${unknown}/d${variable}${order} `;
      },
    )
    .replace(
      /\\[dt]?frac\s*\{\s*d\s*(\^\s*\{?\s*\d\s*\}?)?\s*\}\s*\{\s*d\s*([A-Za-z])\s*(?:\^\s*\{?\s*\d\s*\}?)?\s*\}\s*([A-Za-z])/g,
      (_, power: string | undefined, variable: string, unknown: string) => {
        const order = power === undefined ? "" : `^${/\d/.exec(power)?.[0]}`;
        return ` d${order}${unknown}/d${variable}${order} `;
      },
    );
}

/** `M dx + N dy = 0` as `(M) + (N) y' = 0`; null for a text of another kind. */
export function withoutDifferentials(text: string): string | null {
  const solved = /^d\s*([a-z])\s*=\s*(.+?)\s*(?<![A-Za-z\\])d\s*([a-z])$/su.exec(text.trim());
  if (solved !== null && solved[1] !== solved[3]) return `${solved[1]}' = ${solved[2]}`;
  const found =
    /^(?<m>.+?)\s*(?<![A-Za-z\\])d\s*(?<x>[a-z])(?![A-Za-z])\s*(?<sign>[-+=])\s*(?<n>.+?)\s*(?<![A-Za-z\\])d\s*(?<y>[a-z])(?![A-Za-z])\s*(?:=\s*0)?$/su.exec(
      text.trim(),
    )?.groups;
  if (found === undefined || found["x"] === found["y"]) return null;
  const { m, n, sign } = found as Record<"m" | "n" | "sign", string>;
  if (/=/.test(m) || /=/.test(n) || (sign !== "=" && !/=\s*0$/.test(text.trim()))) return null;
  // f(y) dy = g(x) dx names the unknown first.
  const isUnknownFirst = found["x"] === "y" && found["y"] === "x";
  const [first, second, unknown] = isUnknownFirst ? [n, m, "y"] : [m, n, found["y"] as string];
  const between = sign === "=" ? "-" : sign;
  return isUnknownFirst && sign === "-"
    ? `(${second}) ${unknown}' - (${first}) = 0`
    : `(${first}) ${between} (${second}) ${unknown}' = 0`;
}
