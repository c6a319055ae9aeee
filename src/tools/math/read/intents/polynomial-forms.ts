import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
} from "../../expression/expression.ts";
import type { AlgebraOperation } from "../algebra-query.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const IN = String.raw`(?:\s*,?\s+(?:in|by|with respect to|w\.?r\.?t\.?|for)\s+(?:powers of\s+)?(?<variable>[A-Za-z]))?`;

function letterOf(expression: Expression, groups: Groups, context: ReadingContext): string | null {
  if (groups["variable"] !== undefined) return context.symbol(groups["variable"]);
  const names = variablesOf(expression);
  if (names.length === 0) return null;
  return names.includes("x") ? "x" : context.chooseVariable(expression, "", (name) => `in ${name}`);
}

/** The operation on `a`, in the letter named or the likeliest one. */
const inLetter =
  (operation: AlgebraOperation): QueryBuilder =>
  (groups, context) => {
    const operand = context.parse(groups["a"] as string);
    const variable = letterOf(operand, groups, context);
    return variable === null ? null : { kind: "algebra", operation, operands: [operand], variable };
  };

const plain =
  (operation: AlgebraOperation): QueryBuilder =>
  (groups, context) => ({
    kind: "algebra",
    operation,
    operands: [context.parse(groups["a"] as string)],
    variable: null,
  });

const FIELDS: readonly (readonly [RegExp, AlgebraOperation])[] = [
  [/^(?:the )?(?:real(?:s| numbers| field)?|R|ℝ|实数(?:域|范围)?)$/iu, "factor-over-reals"],
  [/^(?:the )?(?:complex(?: numbers| field)?|C|ℂ|复数(?:域|范围)?)$/iu, "factor-over-complex"],
];

/** "over the reals", "over Q(sqrt(2))", "over the gaussian integers", "with extension sqrt(5)". */
function factorOverField(groups: Groups, context: ReadingContext): MathQuery | null {
  const operand = context.parse(groups["a"] as string);
  const field = (groups["field"] as string).trim();
  const named = FIELDS.find(([pattern]) => pattern.test(field))?.[1];
  if (named !== undefined)
    return { kind: "algebra", operation: named, operands: [operand], variable: null };
  if (
    /^(?:the )?(?:rationals?|rational numbers|integers|Q|ℚ|Z|ℤ|有理数(?:域|范围)?|整数(?:范围)?)$/iu.test(
      field,
    )
  )
    return { kind: "factor", expression: operand };
  const inner = /^(?:the )?gaussian (?:integers|rationals)$/i.test(field)
    ? "i"
    : (/^(?:Q|ℚ|\\mathbb\s*\{?Q\}?|Z)\s*[([](.+)[)\]]$/u.exec(field)?.[1] ??
      (groups["isExtension"] === undefined ? null : field));
  if (inner === null) return null;
  const roots = context.parse(inner);
  const extension = ["Sequence", "List", "Tuple"].includes(headOf(roots))
    ? argumentsOf(roots)
    : [roots];
  return extension.some((root) => variablesOf(root).length > 0)
    ? null
    : {
        kind: "algebra",
        operation: "factor-with-roots",
        operands: [operand, ...extension],
        variable: null,
      };
}

function withModulus(operation: AlgebraOperation): QueryBuilder {
  return (groups, context) => ({
    kind: "algebra",
    operation,
    operands: [context.parse(groups["a"] as string), { num: groups["p"] as string }],
    variable: null,
  });
}

/** Forms of polynomials, fractions, roots and logarithms, and facts about polynomials. */
export const POLYNOMIAL_FORM_INTENTS: readonly Intent[] = [
  {
    name: "factor over a field",
    frames: [
      /^(?:factor(?:i[sz]e)?|factori[sz]ation of)\s+(?<a>.+?)\s+(?:over|in)\s+(?<field>(?:the )?(?:real(?:s| numbers| field)?|complex(?: numbers| field)?|rationals?(?: numbers)?|integers|gaussian (?:integers|rationals)|[QRCZℚℝℂℤ](?:\s*[([].+[)\]])?|\\mathbb\s*\{?[QRCZ]\}?(?:\s*[([].+[)\]])?))$/iu,
      /^(?:factor(?:i[sz]e)?)\s+(?<a>.+?)\s+(?<isExtension>with extension|with the extension|allowing|using|over the extension)\s+(?<field>.+)$/i,
      "在(实数域|实数范围|复数域|复数范围|有理数域|有理数范围)[内|上|中][因式分解|分解因式|分解]{a}",
      /^在(?<field>实数域|实数范围|复数域|复数范围|有理数域|有理数范围)(?:内|上|中)?\s*(?:将|把|对)?\s*(?:因式分解|分解因式|分解)?\s*[:：]?\s*(?<a>.+?)\s*(?:因式分解|分解因式|分解)?$/u,
    ],
    read: (groups, context) =>
      groups["field"] === undefined ? null : factorOverField(groups, context),
    examples: [
      { ask: "factor x^2-2 over the reals", answer: "(x + sqrt(2))*(x - sqrt(2))" },
      { ask: "factor x^4+1 over the reals", answer: "(x^2 - sqrt(2)*x + 1)*(x^2 + sqrt(2)*x + 1)" },
      { ask: "factor x^2+1 over the complex numbers", answer: "(x + i)*(x - i)" },
      { ask: "在实数范围内分解因式 x^4-4", answer: "(x + sqrt(2))*(x - sqrt(2))*(x^2 + 2)" },
    ],
  },
  {
    name: "factor modulo a prime",
    frames: [
      /^(?:factor(?:i[sz]e)?)\s+(?<a>.+?)\s*,?\s*[(（]?\s*(?:modulo|mod)\s+(?<p>\d+)\s*[)）]?$/i,
      /^(?:factor(?:i[sz]e)?)\s+(?<a>.+?)\s+over\s+(?:GF|Z|F)[_(]?\s*(?<p>\d+)\)?$/i,
      /^(?:在)?模\s*(?<p>\d+)\s*(?:下|意义下)?\s*(?:因式分解|分解因式|分解)\s*[:：]?\s*(?<a>.+)$/u,
    ],
    read: withModulus("factor-modulo"),
    examples: [
      { ask: "factor x^4+1 modulo 3", answer: "(x^2 + x + 2)*(x^2 + 2*x + 2) (mod 3)" },
      { ask: "模 2 分解因式 x^2+1", answer: "(x + 1)^2 (mod 2)" },
    ],
  },
  {
    name: "irreducible modulo a prime",
    frames: [
      /^is\s+(?<a>.+?)\s+irreducible\s+(?:modulo|mod|over (?:GF|Z|F)[_(]?)\s*(?<p>\d+)\)?$/i,
    ],
    read: withModulus("is-irreducible-modulo"),
    examples: [{ ask: "is x^2+1 irreducible mod 5", answer: "no" }],
  },
  {
    name: "irreducible",
    frames: [
      /^is\s+(?<a>.+?)\s+irreducible(?:\s+over\s+(?:the )?(?:rationals|rational numbers|integers|Q|Z))?$/i,
      /^(?<a>.+?)\s*在有理数域上?(?:是否|是不是)?\s*(?:可约|不可约)(?:吗)?$/u,
    ],
    read: plain("is-irreducible"),
    examples: [{ ask: "is x^4+x+1 irreducible over the rationals", answer: "yes" }],
  },
  {
    name: "one fraction",
    frames: [
      /^(?:together|common denominator(?: form)? of)\s+(?<a>.*[/].*)$/i,
      /^(?:combine|add)\s+(?<a>[^=]*\/[^=]*?)(?:\s+(?:into|as) (?:a |one )?(?:single )?fraction)?$/i,
      /^(?:write|express|rewrite|combine)\s+(?<a>.+?)\s+(?:as|into|to|over) (?:a |one )?(?:single fraction|one fraction|common denominator)$/i,
      "通分[:|：] {a}",
      "[把|将|对] {a} [进行]通分",
    ],
    read: plain("together"),
    examples: [
      { ask: "write 1/x - 1/(x+1) as a single fraction", answer: "1/(x^2 + x)" },
      { ask: "combine 1/x+1/y", answer: "(x + y)/(x*y)" },
      { ask: "通分 1/x + 1/(x+1)", answer: "(2*x + 1)/(x^2 + x)" },
    ],
  },
  {
    name: "combine logarithms",
    frames: [
      /^(?:combine|condense|contract)(?: the)?(?: logarithms?| logs?)?(?: in| of)?\s+(?<a>.*(?:log|ln).*?)(?:\s+(?:into|as) (?:a |one )?(?:single )?log(?:arithm)?)?$/i,
      /^(?:write|express|rewrite)\s+(?<a>.*(?:log|ln).+?)\s+as (?:a |one )?(?:single )?log(?:arithm)?$/i,
      /^(?:把|将)?\s*(?<a>.*(?:log|ln).+?)\s*(?:合并成|合并为|写成)一?个?对数$/u,
    ],
    read: plain("combine-logarithms"),
    examples: [
      { ask: "combine log(a)+2*log(b)-log(c)", answer: "log(a*b^2/c)" },
      { ask: "write 2*log(x)+3*log(y) as a single logarithm", answer: "log(x^2*y^3)" },
    ],
  },
  {
    name: "expand logarithms",
    frames: [
      /^(?:expand)(?: the)? (?:logarithm|log)\s+(?<a>.+)$/i,
      /^expand\s+(?<a>-?\d*\*?(?:log|ln)\s*\(.*[*/^].*\))$/i,
      /^展开\s*(?<a>(?:log|ln)\s*\(.*[*/^].*\))$/iu,
    ],
    read: plain("expand-logarithms"),
    examples: [{ ask: "expand log(x^2*y/z)", answer: "2*log(x) + log(y) - log(z)" }],
  },
  {
    name: "collect powers",
    frames: [
      new RegExp(
        String.raw`^collect\s+(?:the )?(?:like )?(?:terms? )?(?:of |in )?(?<a>.+?)\s*,?\s+(?:in|by|with respect to|for)\s+(?:powers of\s+)?(?<variable>[A-Za-z])$`,
        "i",
      ),
      "[把|将|对] {a} 按 {variable:letter} 的(降幂|升幂|幂)[排列|整理|合并]",
    ],
    read: inLetter("collect"),
    examples: [
      { ask: "collect a*x^2+b*x^2+a*x-b*x in x", answer: "(a + b)*x^2 + (a - b)*x" },
      { ask: "把 a*x+b*x+c 按 x 的降幂排列", answer: "(a + b)*x + c" },
    ],
  },
  {
    name: "rationalize a denominator",
    frames: [
      /^(?:rationali[sz]e)(?: the)?(?: denominators?)?(?: of| in)?\s+(?<a>.+)$/i,
      "分母有理化[:|：] {a}",
      "[把|将|对] {a} [进行]分母有理化",
    ],
    read: plain("rationalize"),
    examples: [
      { ask: "rationalize the denominator of 1/(sqrt(2)+sqrt(3))", answer: "sqrt(3) - sqrt(2)" },
      { ask: "rationalize 1/(1+2^(1/3))", answer: "2^(2/3)/3 - 2^(1/3)/3 + 1/3" },
      { ask: "分母有理化 1/(sqrt(5)-2)", answer: "sqrt(5) + 2" },
    ],
  },
  {
    name: "horner form",
    frames: [
      new RegExp(
        String.raw`^(?:the )?horner(?:'s)? (?:form|scheme|method)?\s*(?:of|for)?\s*(?<a>.+?)${IN}$`,
        "i",
      ),
      "{a} 的(霍纳|秦九韶)形式",
    ],
    read: inLetter("horner"),
    examples: [{ ask: "horner form of x^3+2x^2+3x+4", answer: "x*(x*(x + 2) + 3) + 4" }],
  },
  {
    name: "composition",
    frames: [
      "compose {a} (with|and) {b}",
      "[the ]composition of {a} (with|and) {b}",
      "{a} [与|和]{b} 的复合[函数]",
    ],
    read: (groups, context) => {
      const [outer, inner] = [
        context.parse(groups["a"] as string),
        context.parse(groups["b"] as string),
      ];
      const variable = letterOf(outer, {}, context);
      return variable === null
        ? null
        : { kind: "algebra", operation: "compose", operands: [outer, inner], variable };
    },
    examples: [{ ask: "compose x^2+1 with x-3", answer: "x^2 - 6*x + 10" }],
  },
  {
    name: "decomposition",
    frames: [
      /^(?:functional(?:ly)? )?decompos(?:e|ition of)(?: the)?(?: polynomial)?\s+(?<a>(?!.*\b(?:in|into|as)\b).+)$/i,
      "[把|将|求] {a} 的多项式分解",
    ],
    read: plain("decompose"),
    examples: [{ ask: "decompose x^4+2x^2+3", answer: "f(u) = u^2 + 2*u + 3, u = x^2" }],
  },
  {
    name: "elementary symmetric polynomials",
    frames: [
      /^(?:write|express|rewrite)\s+(?<a>.+?)\s+(?:in|in terms of|using|with|by) (?:the )?elementary symmetric (?:polynomials|functions)$/i,
      "[把|将]{a} 用初等对称多项式表示",
    ],
    read: plain("symmetric"),
    examples: [
      { ask: "express x^2+y^2 in elementary symmetric polynomials", answer: "e_1^2 - 2*e_2" },
      {
        ask: "write x^3+y^3+z^3 in terms of elementary symmetric polynomials",
        answer: "e_1^3 - 3*e_1*e_2 + 3*e_3",
      },
    ],
  },
  {
    name: "degree of a polynomial",
    frames: [
      new RegExp(
        String.raw`^(?:the )?degree of\s+(?:the polynomial )?(?<a>.*[A-Za-z].*?)${IN}$`,
        "i",
      ),
      "[多项式] {a} 的次数",
    ],
    read: inLetter("degree"),
    examples: [{ ask: "degree of (x^2+1)^3*(x-1)", answer: "7" }],
  },
  {
    name: "leading coefficient",
    frames: [
      new RegExp(String.raw`^(?:the )?leading coefficient of\s+(?<a>.+?)${IN}$`, "i"),
      "{a} 的首项系数",
    ],
    read: inLetter("leading-coefficient"),
    examples: [{ ask: "leading coefficient of 3x^5-2x+1", answer: "3" }],
  },
  {
    name: "sum of roots",
    frames: [
      new RegExp(
        String.raw`^(?:the )?sum of (?:all )?(?:the )?(?:roots|zeros|solutions) of\s+(?:the (?:equation|polynomial) )?(?<a>.+?)${IN}$`,
        "i",
      ),
      "[方程] {a} 的(所有根|各根|两根|根)(之和|的和)",
    ],
    read: inLetter("sum-of-roots"),
    examples: [{ ask: "sum of the roots of 3x^2-5x+1", answer: "5/3" }],
  },
  {
    name: "product of roots",
    frames: [
      new RegExp(
        String.raw`^(?:the )?product of (?:all )?(?:the )?(?:roots|zeros|solutions) of\s+(?:the (?:equation|polynomial) )?(?<a>.+?)${IN}$`,
        "i",
      ),
      "[方程] {a} 的(所有根|各根|两根|根)(之积|的积|的乘积)",
    ],
    read: inLetter("product-of-roots"),
    examples: [{ ask: "product of roots of 2x^3-4x^2+x-6", answer: "3" }],
  },
  {
    name: "minimal polynomial of a number",
    frames: [
      /^(?:the )?minimal polynomial (?:of|for)\s+(?<a>(?!.*[{[]).+?)(?:\s+over\s+(?:the rationals|Q))?$/i,
      "{a} 的(极小多项式|最小多项式)",
    ],
    read: (groups, context) => {
      const number = context.parse(groups["a"] as string);
      return variablesOf(number).length > 0 || isNumber(number)
        ? null
        : {
            kind: "algebra",
            operation: "minimal-polynomial-of-number",
            operands: [number],
            variable: null,
          };
    },
    examples: [{ ask: "minimal polynomial of sqrt(2)+sqrt(3)", answer: "x^4 - 10*x^2 + 1" }],
  },
  {
    name: "is a number rational",
    frames: [
      /^is\s+(?<a>.*(?:sqrt|√|\^|root).*?)\s+(?:a )?(?<kind>rational|irrational)(?: number)?$/i,
      "{a} (是不是|是否是|是否为|是){kind:word}[吗]",
    ],
    read: (groups, context) => {
      const kind = (groups["kind"] as string).replace(/吗$/u, "").toLowerCase();
      if (!/^(?:rational|irrational|有理数|无理数)$/.test(kind)) return null;
      const number = context.parse(groups["a"] as string);
      return {
        kind: "algebra",
        operation: /^(?:irrational|无理数)$/.test(kind) ? "is-irrational" : "is-rational",
        operands: [number],
        variable: null,
      };
    },
    examples: [
      { ask: "is sqrt(2)+sqrt(3) rational", answer: "no" },
      { ask: "sqrt(2) 是无理数吗", answer: "yes" },
    ],
  },
  {
    name: "remainder of polynomials",
    frames: [
      /^(?:the )?(?<part>remainder|quotient) (?:of|when|from)\s+(?<a>.+?)\s+(?:is )?(?:divided by|by|\/)\s+(?<b>.*[A-Za-z].*)$/i,
      /^(?<a>[^除]*?[A-Za-z][^除]*?)\s*除以\s*(?<b>.*[A-Za-z].*?)\s*的(?<part>余式|余数|商式|商)$/u,
      /^(?<a>[^除]*?[A-Za-z][^除]*?)\s*除以\s*(?<b>.*[A-Za-z].*?)\s*的商(?:式)?[和与]余(?:数|式)$/u,
    ],
    read: (groups, context) => {
      const operands = [context.parse(groups["a"] as string), context.parse(groups["b"] as string)];
      const variable = letterOf(operands[1] as Expression, {}, context);
      // "38 divided by v", and letters that the text gives a number, are a division of whole numbers.
      const [dividend] = operands as [Expression];
      if (variable === null || !variablesOf(dividend).includes(variable)) return null;
      if ([...context.scope.values].some((name) => context.symbol(name) === variable)) return null;
      const part = groups["part"];
      const operation =
        part === undefined
          ? "polynomial-division"
          : /^(?:remainder|余)/i.test(part)
            ? "polynomial-remainder"
            : "polynomial-quotient";
      return { kind: "algebra", operation, operands, variable };
    },
    examples: [
      { ask: "remainder of x^100 divided by x-2", answer: "1267650600228229401496703205376" },
      { ask: "x^3-2x+1 除以 x-1 的余式", answer: "0" },
    ],
  },
];
