import {
  argumentsOf,
  type Expression,
  headOf,
  isSymbol,
  variablesOf,
} from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { VectorCalculusOperation } from "../vector-calculus-query.ts";
import type { Intent } from "./intent.ts";

const USUAL = ["x", "y", "z", "u", "v", "w", "r", "s", "t"];
const LIST = String.raw`[A-Za-z](?:\s*(?:,|、|and|和)\s*[A-Za-z])*`;
const BY = String.raw`(?:\s*,?\s+(?:with respect to|w\.?r\.?t\.?|in(?: the variables)?|for)\s+\(?(?<names>${LIST})\)?)?`;
const AT = String.raw`(?:\s*,?\s*(?:at|in)\s+(?:the )?(?:point\s+)?(?:\(?[a-z](?:\s*,\s*[a-z])*\)?\s*=\s*)?(?<at>[(<].+?[)>]))?`;

function listIn(text: string, context: ReadingContext): readonly Expression[] {
  const parsed = context.parse(text.trim().replace(/^[<⟨](.+)[>⟩]$/su, "($1)"));
  return ["Tuple", "List", "Sequence", "Set"].includes(headOf(parsed))
    ? argumentsOf(parsed)
    : [parsed];
}

/** `i`, `j`, `k` as unit vectors: x*y i + y*z j. */
function unitVectors(text: string): string | null {
  const found =
    /^(.+?)\s*\*?\s*(?:\\hat\{?i\}?|i)\s*([+-].+?)\s*\*?\s*(?:\\hat\{?j\}?|j)(?:\s*([+-].+?)\s*\*?\s*(?:\\hat\{?k\}?|k))?$/.exec(
      text.trim(),
    );
  return found === null
    ? null
    : `(${[found[1], found[2], found[3]]
        .filter((part) => part !== undefined)
        .map((part) => (part as string).replace(/^\+\s*/, ""))
        .join(", ")})`;
}

function namesOf(functions: readonly Expression[], groups: Groups): string[] {
  const named = groups["names"]?.match(/(?<![A-Za-z])[A-Za-z](?![A-Za-z])/g);
  if (named !== null && named !== undefined) return named;
  const found = variablesOf(["Tuple", ...functions]);
  return [...found].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(name: string): number {
  const index = USUAL.indexOf(name);
  return index === -1 ? USUAL.length : index;
}

/** `f(x, y) = …` and `z = …` name the function; the right side is what is meant. */
function bodyOf(expression: Expression): Expression {
  if (headOf(expression) !== "Equal") return expression;
  return argumentsOf(expression)[1] as Expression;
}

const ask =
  (operation: VectorCalculusOperation, least = 1): QueryBuilder =>
  (groups, context) => {
    const text = groups["f"] as string;
    const vectors = /divergence|curl/.test(operation) ? (unitVectors(text) ?? text) : text;
    const functions = [
      "gradient",
      "hessian",
      "laplacian",
      "directional-derivative",
      "tangent-plane",
      "total-differential",
    ].includes(operation)
      ? [bodyOf(context.parse(vectors))]
      : listIn(vectors, context);
    const all = namesOf(functions, groups);
    const isField = operation === "divergence" || operation === "curl";
    const variables =
      isField && groups["names"] === undefined ? usualFor(all, functions.length) : all;
    if (variables.length < least) return null;
    return {
      kind: "vector-calculus",
      operation,
      functions,
      variables,
      at: groups["at"] === undefined ? null : listIn(groups["at"], context),
      direction: groups["direction"] === undefined ? null : listIn(groups["direction"], context),
    };
  };

/** A field of three components is over x, y, z unless it names other letters. */
function usualFor(found: readonly string[], count: number): string[] {
  const usual = ["x", "y", "z"].slice(0, count);
  return found.every((name) => usual.includes(name)) ? usual : [...found];
}

/** F(x, y) = 0 as the difference of the sides. */
function implicit(groups: Groups, context: ReadingContext): MathQuery | null {
  const equation = context.parse(groups["f"] as string);
  if (headOf(equation) !== "Equal") return null;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const [dependent, independent] = [groups["y"] ?? "y", groups["x"] ?? "x"];
  const names = variablesOf(equation);
  if (!names.includes(dependent) || dependent === independent) return null;
  // y alone on one side is an explicit function.
  if (left === dependent && !variablesOf(right).includes(dependent)) return null;
  const isSecond = groups["second"] !== undefined;
  return {
    kind: "vector-calculus",
    operation: isSecond ? "implicit-second-derivative" : "implicit-derivative",
    functions: [["Add", left, ["Negate", right]]],
    variables: [independent, dependent],
    at: groups["at"] === undefined ? null : listIn(groups["at"], context),
    direction: null,
  };
}

/** x = f(t), y = g(t): the functions of x and y, and the parameter. */
function parametric(groups: Groups, context: ReadingContext): MathQuery | null {
  const equations = listIn(groups["f"] as string, context);
  const [first, second] = equations.map((equation) => {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    return headOf(equation) === "Equal" && isSymbol(left) ? { name: left, body: right } : null;
  });
  if (equations.length !== 2 || !first || !second) return null;
  const [dependent, independent] = [groups["y"] ?? "y", groups["x"] ?? "x"];
  const [x, y] = [first, second].toSorted((a) => (a.name === independent ? -1 : 1)) as [
    typeof first,
    typeof second,
  ];
  const [parameter, ...others] = variablesOf(["Tuple", x.body, y.body]).filter(
    (name) => name !== x.name && name !== y.name,
  );
  if (
    x.name !== independent ||
    y.name !== dependent ||
    parameter === undefined ||
    others.length > 0
  )
    return null;
  return {
    kind: "vector-calculus",
    operation:
      groups["second"] === undefined ? "parametric-derivative" : "parametric-second-derivative",
    functions: [x.body, y.body],
    variables: [parameter],
    at: groups["point"] === undefined ? null : [context.parse(groups["point"])],
    direction: null,
  };
}

const DYDX = String.raw`(?:(?<second>d\s*\^?\s*2\s*[a-z]\s*\/\s*d\s*[a-z]\s*\^?\s*2)|d\s*(?<y>[a-z])\s*\/\s*d\s*(?<x>[a-z]))`;

/** Derivatives of functions of several variables, of fields and curves. */
export const VECTOR_CALCULUS_INTENTS: readonly Intent[] = [
  {
    name: "gradient of a function",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:gradient|grad|\\nabla|∇)(?:\s+(?:of|vector of))?\s+(?:the function\s+)?(?<f>.+?)${BY}${AT}$`,
        "iu",
      ),
      /^(?:求)?(?:函数)?\s*(?<f>.+?)\s*(?:在(?:点)?\s*(?<at>\(.+?\))\s*(?:处)?)?的梯度$/u,
    ],
    read: ask("gradient", 2),
    examples: [
      { ask: "gradient of x^2*y+z", answer: "(2*x*y, x^2, 1)" },
      { ask: "gradient of x^2+y^2 at (1,2)", answer: "(2, 4)" },
      { ask: "函数 x^2*y 的梯度", answer: "(2*x*y, x^2)" },
    ],
  },
  {
    name: "hessian matrix",
    frames: [
      new RegExp(String.raw`^(?:the )?hessian(?: matrix)?(?: of)?\s+(?<f>.+?)${BY}${AT}$`, "iu"),
      /^(?:函数)?\s*(?<f>.+?)\s*(?:在(?:点)?\s*(?<at>\(.+?\))\s*(?:处)?)?的(?:黑塞|海森|海塞)矩阵$/u,
    ],
    read: ask("hessian", 1),
    examples: [{ ask: "hessian of x^3+y^3-3xy", answer: "{{6*x, -3}, {-3, 6*y}}" }],
  },
  {
    name: "jacobian determinant",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:jacobian determinant|determinant of the jacobian(?: matrix)?)(?: of)?\s+(?<f>[(<[{].+?[)>\]}])${BY}${AT}$`,
        "iu",
      ),
      /^(?<f>\(.+\))\s*(?:对|关于)?\s*(?<names>[A-Za-z](?:\s*[,、]\s*[A-Za-z])*)?\s*的雅可比行列式$/u,
    ],
    read: ask("jacobian-determinant", 1),
    examples: [
      { ask: "jacobian determinant of (r*cos(t), r*sin(t)) with respect to r,t", answer: "r" },
    ],
  },
  {
    name: "jacobian matrix",
    frames: [
      new RegExp(
        String.raw`^(?:the )?jacobian(?: matrix)?(?: of)?\s+(?<f>[(<[{].+?[)>\]}])${BY}${AT}$`,
        "iu",
      ),
      /^(?<f>\(.+\))\s*(?:对|关于)?\s*(?<names>[A-Za-z](?:\s*[,、]\s*[A-Za-z])*)?\s*的雅可比矩阵$/u,
    ],
    read: ask("jacobian", 1),
    examples: [{ ask: "jacobian of (x^2*y, 5x+sin(y))", answer: "{{2*x*y, x^2}, {5, cos(y)}}" }],
  },
  {
    name: "divergence of a field",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:divergence|div|\\nabla\s*\\cdot|∇\s*[·⋅])(?: of)?(?: the)?(?: vector)?(?: field)?\s+(?:F\s*=\s*)?(?<f>.+?)${BY}${AT}$`,
        "iu",
      ),
      /^(?:向量场)?\s*(?<f>\(.+?\))\s*(?:在(?:点)?\s*(?<at>\(.+?\))\s*(?:处)?)?的散度$/u,
    ],
    read: ask("divergence"),
    examples: [
      { ask: "divergence of (x^2, y^2, z^2)", answer: "2*x + 2*y + 2*z" },
      { ask: "向量场 (x*y, y*z, z*x) 的散度", answer: "y + z + x" },
    ],
  },
  {
    name: "curl of a field",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:curl|rot|rotation|\\nabla\s*\\times|∇\s*×)(?: of)?(?: the)?(?: vector)?(?: field)?\s+(?:F\s*=\s*)?(?<f>.+?)${BY}${AT}$`,
        "iu",
      ),
      /^(?:向量场)?\s*(?<f>\(.+?\))\s*(?:在(?:点)?\s*(?<at>\(.+?\))\s*(?:处)?)?的旋度$/u,
    ],
    read: ask("curl"),
    examples: [
      { ask: "curl of (y, -x, 0)", answer: "(0, 0, -2)" },
      { ask: "向量场 (x*y, y*z, z*x) 的旋度", answer: "(-y, -z, -x)" },
    ],
  },
  {
    name: "laplacian of a function",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:laplacian|laplace operator|\\nabla\^2|∇²|∇\^2)(?: of)?\s+(?<f>.+?)${BY}${AT}$`,
        "iu",
      ),
      /^(?:函数)?\s*(?<f>.+?)\s*的(?:拉普拉斯算子|拉普拉斯)$/u,
    ],
    read: ask("laplacian", 1),
    examples: [{ ask: "laplacian of x^2*y+y^2*z", answer: "2*y + 2*z" }],
  },
  {
    name: "directional derivative",
    frames: [
      /^(?:the )?directional derivative of\s+(?<f>.+?)\s+(?:at|in)\s+(?:the point )?(?<at>\([^()]*(?:\([^()]*\)[^()]*)*\))\s*,?\s+(?:in|along)(?: the)? (?:direction(?: of)?|vector)\s*(?:the vector\s+)?(?:[a-z]\s*=\s*)?(?<direction>[(<].+[)>])$/i,
      /^(?:the )?directional derivative of\s+(?<f>.+?)\s+(?:in|along)(?: the)? (?:direction(?: of)?|vector)\s*(?:the vector\s+)?(?<direction>[(<].+?[)>])(?:\s*,?\s+at\s+(?:the point )?(?<at>\(.+\)))?$/i,
      /^(?:函数)?\s*(?<f>.+?)\s*在(?:点)?\s*(?<at>\(.+?\))\s*(?:处)?\s*沿(?:方向|向量|着)?\s*(?<direction>\(.+?\))\s*(?:方向)?的方向导数$/u,
    ],
    read: ask("directional-derivative", 2),
    examples: [
      { ask: "directional derivative of x^2+y^2 at (1,1) in the direction (3,4)", answer: "14/5" },
      { ask: "函数 x^2+y^2 在点 (1,1) 沿方向 (3,4) 的方向导数", answer: "14/5" },
    ],
  },
  {
    name: "tangent plane",
    frames: [
      /^(?:the )?(?:equation of the )?tangent plane (?:to|of|for)(?: the)?(?: surface)?\s+(?:z\s*=\s*)?(?<f>[^=]+?)\s+at\s+(?:the point )?(?:\(x\s*,\s*y\)\s*=\s*)?(?<at>\(.+\))$/i,
      /^(?:曲面)?\s*z\s*=\s*(?<f>[^=]+?)\s*在(?:点)?\s*(?<at>\(.+?\))\s*(?:处)?的切平面(?:方程)?$/u,
    ],
    read: ask("tangent-plane", 2),
    examples: [
      { ask: "tangent plane to z=x^2+y^2 at (1,1)", answer: "z = 2*x + 2*y - 2" },
      { ask: "曲面 z=x*y 在点 (1,2) 处的切平面方程", answer: "z = 2*x + y - 2" },
    ],
  },
  {
    name: "total differential",
    frames: [
      /^(?:the )?total (?:differential|derivative) of\s+(?<f>.+)$/i,
      /^(?:函数)?\s*(?<f>.+?)\s*的全微分$/u,
    ],
    read: ask("total-differential", 2),
    examples: [
      { ask: "total differential of x^2*y", answer: "x^2*dy + 2*x*y*dx" },
      { ask: "函数 z = x*y 的全微分", answer: "y*dx + x*dy" },
    ],
  },
  {
    name: "implicit derivative",
    frames: [
      new RegExp(
        String.raw`^${DYDX}\s*,?\s*(?:if|for|from|given|when|where|of|in)\s+(?<f>[^=]+=[^=]+?)(?:\s*,?\s+at\s+(?:the point )?(?<at>\(.+\)))?$`,
        "iu",
      ),
      /^(?:the )?implicit (?:derivative|differentiation) of\s+(?<f>[^=]+=[^=]+?)(?:\s*,?\s+at\s+(?:the point )?(?<at>\(.+\)))?$/i,
      /^(?:implicitly differentiate|differentiate implicitly)\s+(?<f>[^=]+=[^=]+?)(?:\s*,?\s+at\s+(?:the point )?(?<at>\(.+\)))?$/i,
      new RegExp(
        String.raw`^(?:if|given|let|suppose)?\s*(?<f>[^=,]+=[^=,]+?)\s*,\s*(?:find|what is|compute|determine|calculate)\s+${DYDX}(?:\s*at\s+(?:the point )?(?<at>\(.+\)))?$`,
        "iu",
      ),
      new RegExp(
        String.raw`^(?:已知|设|若)?\s*(?:方程)?\s*(?<f>[^=，]+=[^=，]+?)\s*[，,]?\s*求\s*${DYDX}$`,
        "u",
      ),
      /^(?:求)?(?:由)?(?:方程)?\s*(?<f>[^=]+=[^=]+?)\s*(?:所?确定的|的)隐函数(?:\s*y\s*(?:=\s*y\(x\))?)?的?(?:导数|微分)?\s*(?:dy\/dx)?$/u,
    ],
    read: implicit,
    examples: [
      { ask: "dy/dx if x^2+y^2=25", answer: "-x/y" },
      { ask: "implicit derivative of x^3+y^3=6xy", answer: "(x^2 - 2*y)/(-y^2 + 2*x)" },
      { ask: "find dy/dx if x^2+y^2=25 at (3,4)", answer: "-3/4" },
      { ask: "设 x^2+y^2=25，求 dy/dx", answer: "-x/y" },
    ],
  },
  {
    name: "parametric derivative",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?:parametric derivative\s*)?${DYDX}?\s*(?:of|for|if|when|where|given)\s+(?<f>[xy]\s*=[^=]+?,\s*[xy]\s*=[^=]+?)(?:\s*,?\s+at\s+[a-z]\s*=\s*(?<point>.+))?$`,
        "iu",
      ),
      new RegExp(
        String.raw`^(?<f>[xy]\s*=[^=]+?,\s*[xy]\s*=[^=]+?)\s*,\s*(?:find|what is|compute|determine)\s+${DYDX}(?:\s*at\s+[a-z]\s*=\s*(?<point>.+))?$`,
        "iu",
      ),
      new RegExp(
        String.raw`^(?:参数方程|已知|设|若)\s*(?<f>[xy]\s*=[^=]+?[,，]\s*[xy]\s*=[^=]+?)\s*(?:的(?:导数)?|[，,]?\s*求)\s*${DYDX}?$`,
        "u",
      ),
    ],
    read: (groups, context) =>
      parametric({ ...groups, f: groups["f"]?.replace(/，/gu, ",") }, context),
    examples: [
      { ask: "parametric derivative dy/dx of x=t^2, y=t^3", answer: "3*t/2" },
      { ask: "x=cos(t), y=sin(t), find dy/dx", answer: "-cos(t)/sin(t)" },
      { ask: "参数方程 x=t^2, y=t^3 的 dy/dx", answer: "3*t/2" },
    ],
  },
  {
    name: "mixed partial derivative",
    frames: [
      /^(?:the )?(?:mixed )?(?:second )?(?:order )?partial derivatives? of\s+(?<f>.+?)\s+(?:with respect to|w\.?r\.?t\.?)\s+(?<names>[A-Za-z](?:\s*(?:,|and|then|and then)\s*[A-Za-z])+)$/i,
      /^(?:∂|\\partial\s*|d)\s*\^?\s*[2²]\s*(?:f)?\s*\/\s*\(?(?:∂|\\partial\s*|d)(?<n1>[a-z])\s*(?:∂|\\partial\s*|d)(?<n2>[a-z])\)?\s*(?:of\s+)?(?<f>.+)$/iu,
      /^(?<f>.+?)\s*(?:对|关于)\s*(?<names>[A-Za-z](?:\s*[,、和]\s*[A-Za-z])+)\s*的混合偏导数?$/u,
    ],
    read: (groups, context) => {
      const names = groups["names"] ?? `${groups["n1"]},${groups["n2"]}`;
      return ask("mixed-partial", 2)({ ...groups, names: names.replace(/then/g, ",") }, context);
    },
    examples: [
      { ask: "mixed partial derivative of x^2*y^3 with respect to x and y", answer: "6*x*y^2" },
      { ask: "d^2/dxdy of sin(x*y)", answer: "-x*y*sin(x*y) + cos(x*y)" },
    ],
  },
  {
    name: "derivative of high order",
    frames: [
      /^(?:the )?(?<n>\d{1,4})(?:st|nd|rd|th)[ -](?:order )?derivative of\s+(?<f>.+?)(?:\s+(?:with respect to|w\.?r\.?t\.?)\s+(?<names>[A-Za-z]))?$/i,
      /^(?:the )?(?<n>n)-?th[ -](?:order )?derivative of\s+(?<f>.+?)(?:\s+(?:with respect to|w\.?r\.?t\.?)\s+(?<names>[A-Za-z]))?$/i,
      /^(?:函数)?\s*(?<f>.+?)\s*的\s*(?<n>n|\d{2,4})\s*阶导数?$/u,
    ],
    read: (groups, context) => {
      const order = groups["n"] as string;
      // Low orders are worked out one by one, as any derivative is.
      if (order !== "n" && Number(order) < 10) return null;
      const f = bodyOf(context.parse(groups["f"] as string));
      const names =
        groups["names"] === undefined
          ? namesOf([f], {}).filter((name) => name !== "n")
          : [groups["names"]];
      const [variable] = names;
      return variable === undefined || names.length > 1
        ? null
        : {
            kind: "vector-calculus",
            operation: "higher-derivative",
            functions: [f],
            variables: [variable],
            at: null,
            direction: [order === "n" ? "n" : { num: order }],
          };
    },
    examples: [
      { ask: "100th derivative of sin(x)", answer: "sin(x)" },
      { ask: "10th derivative of sin(2x)", answer: "-1024*sin(2*x)" },
      { ask: "nth derivative of e^(2x)", answer: "2^n*e^(2*x)" },
      { ask: "1/(x+1) 的 n 阶导数", answer: "(-1)^n*n!/(x + 1)^(n + 1)" },
    ],
  },
  {
    name: "tangent to an implicit curve",
    frames: [
      /^(?:the )?(?:equation of the )?tangent(?: line)? (?:to|of|for)(?: the)?(?: curve| circle| ellipse| hyperbola| graph of)?\s+(?<f>[^=]+=[^=]+?)\s+at\s+(?:the point )?(?<at>\(.+\))$/i,
      /^(?:曲线|圆|椭圆|双曲线)?\s*(?<f>[^=]+=[^=]+?)\s*在(?:点)?\s*(?<at>\(.+?\))\s*(?:处)?的切线(?:方程)?$/u,
    ],
    read: (groups, context) => {
      const query = implicit(groups, context);
      return query === null || query.kind !== "vector-calculus"
        ? null
        : { ...query, operation: "tangent-to-implicit" };
    },
    examples: [
      { ask: "tangent line to x^2+y^2=25 at (3,4)", answer: "y = -3*x/4 + 25/4" },
      { ask: "椭圆 x^2/4+y^2=2 在点 (2,1) 处的切线方程", answer: "y = -x/2 + 2" },
    ],
  },
  {
    name: "derivative of an integral",
    frames: [
      /^(?:the )?(?:derivative of|differentiate|d\/d(?<x>[a-z])(?: of)?)\s+(?:the )?integral (?:of )?(?<f>.+?)\s+from\s+(?<lower>.+?)\s+to\s+(?<upper>.+?)$/i,
      /^(?:the )?(?:derivative of|differentiate|d\/d(?<x>[a-z])(?: of)?)\s+(?:the )?integral from\s+(?<lower>.+?)\s+to\s+(?<upper>.+?)\s+of\s+(?<f>.+?)$/i,
    ],
    read: (groups, context) => {
      const text = (groups["f"] as string).trim();
      const differential = /^(?<inner>.*\S)\s*d(?<t>[a-z])$/.exec(text)?.groups;
      const body = context.parse(differential?.["inner"] ?? text);
      const [lower, upper] = [
        context.parse(groups["lower"] as string),
        context.parse(groups["upper"] as string),
      ];
      const [outer, ...others] = variablesOf(["Tuple", lower, upper]);
      const x = groups["x"] ?? outer;
      const [t] =
        differential?.["t"] === undefined
          ? variablesOf(body).filter((name) => name !== x)
          : [differential["t"]];
      if (
        x === undefined ||
        t === undefined ||
        t === x ||
        others.length > 0 ||
        variablesOf(body).includes(x)
      )
        return null;
      return {
        kind: "vector-calculus",
        operation: "derivative-of-integral",
        functions: [body, lower, upper],
        variables: [t, x],
        at: null,
        direction: null,
      };
    },
    examples: [
      { ask: "derivative of integral of sin(t^2) from 0 to x", answer: "sin(x^2)" },
      { ask: "d/dx of integral from 0 to x^2 of e^t dt", answer: "2*x*e^(x^2)" },
    ],
  },
  {
    name: "wronskian",
    frames: [
      /^(?:the )?wronskian (?:determinant )?of\s+(?:the functions\s+)?(?<f>.+?)$/i,
      /^(?<f>.+?)\s*的朗斯基行列式$/u,
    ],
    read: (groups, context) => {
      const text = (groups["f"] as string).replace(/\s+and\s+|\s*[和与]\s*/gu, ", ");
      const functions = listIn(text, context);
      const [variable, ...others] = variablesOf(["Tuple", ...functions]);
      if (functions.length < 2 || variable === undefined || others.length > 0) return null;
      return {
        kind: "vector-calculus",
        operation: "wronskian",
        functions,
        variables: [variable],
        at: null,
        direction: null,
      };
    },
    examples: [
      { ask: "wronskian of sin(x), cos(x)", answer: "-1" },
      { ask: "wronskian of e^x and e^(2x)", answer: "e^(3*x)" },
    ],
  },
  {
    name: "critical points",
    frames: [
      /^(?:the )?(?:critical|stationary) (?:points?|numbers?) of\s+(?<f>.+)$/i,
      /^(?:函数)?\s*(?<f>.+?)\s*的(?:驻点|临界点|稳定点)$/u,
    ],
    read: (groups, context) => {
      const f = bodyOf(context.parse(groups["f"] as string));
      const variables = namesOf([f], {});
      return variables.length === 0
        ? null
        : {
            kind: "vector-calculus",
            operation: "critical-points",
            functions: [f],
            variables,
            at: null,
            direction: null,
          };
    },
    examples: [
      { ask: "critical points of x^3-3x", answer: "-1, 1" },
      { ask: "critical points of x^2+y^2-2x", answer: "x = 1, y = 0" },
    ],
  },
  {
    name: "inflection points",
    frames: [
      /^(?:the )?(?:inflection points?|points? of inflection) of\s+(?<f>.+)$/i,
      /^(?:函数|曲线)?\s*(?<f>.+?)\s*的拐点$/u,
    ],
    read: (groups, context) => {
      const f = bodyOf(context.parse(groups["f"] as string));
      const [variable, ...others] = variablesOf(f);
      return variable === undefined || others.length > 0
        ? null
        : {
            kind: "vector-calculus",
            operation: "inflection-points",
            functions: [f],
            variables: [variable],
            at: null,
            direction: null,
          };
    },
    examples: [
      { ask: "inflection points of x^3-3x^2", answer: "(1, -2)" },
      { ask: "曲线 y = x^3 的拐点", answer: "(0, 0)" },
    ],
  },
];
