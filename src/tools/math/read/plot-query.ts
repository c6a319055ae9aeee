import type { Expression } from "../expression/expression.ts";

export type PlotRange = readonly [Expression, Expression];

/** What is to be drawn. */
export type PlotSubject =
  | {
      readonly type: "functions";
      readonly functions: readonly Expression[];
      readonly variable: string;
      readonly range: PlotRange | null;
    }
  | {
      readonly type: "parametric";
      readonly x: Expression;
      readonly y: Expression;
      readonly parameter: string;
      readonly range: PlotRange | null;
    }
  | {
      readonly type: "polar";
      readonly radius: Expression;
      readonly parameter: string;
      readonly range: PlotRange | null;
    }
  /** Equations are drawn as curves, inequalities as shaded regions. */
  | {
      readonly type: "relations";
      readonly relations: readonly Expression[];
      readonly range: PlotRange | null;
    }
  | { readonly type: "points"; readonly points: readonly (readonly [Expression, Expression])[] }
  | { readonly type: "histogram"; readonly data: readonly Expression[] };

export interface PlotQuery {
  readonly kind: "plot";
  readonly subject: PlotSubject;
}

/** The subject as one expression, for the reading. */
export function plotExpression({ subject }: PlotQuery): Expression {
  const all = (parts: readonly Expression[]): Expression =>
    parts.length === 1 ? (parts[0] as Expression) : ["Sequence", ...parts];
  switch (subject.type) {
    case "functions":
      return all(subject.functions.map((f): Expression => ["Equal", "y", f]));
    case "parametric":
      return ["Tuple", subject.x, subject.y];
    case "polar":
      return ["Equal", "r", subject.radius];
    case "relations":
      return all(subject.relations);
    case "points":
      return all(subject.points.map(([x, y]): Expression => ["Tuple", x, y]));
    case "histogram":
      return ["List", ...subject.data];
  }
}

const NAMES: Readonly<Record<PlotSubject["type"], readonly [string, string]>> = {
  functions: ["Draw the graph of", "画出图像："],
  parametric: ["Draw the path", "画出参数曲线"],
  polar: ["Draw the polar curve", "画出极坐标曲线"],
  relations: ["Draw", "画出"],
  points: ["Draw the points", "画出点"],
  histogram: ["Draw a histogram of", "画出直方图："],
};

/** What is drawn, in one sentence. */
export function describePlot(
  query: PlotQuery,
  print: (expression: Expression) => string,
  pick: (english: string, chinese: string) => string,
): string {
  const { subject } = query;
  const [english, chinese] = NAMES[subject.type];
  const inner = print(plotExpression(query));
  const range = "range" in subject ? subject.range : null;
  const name =
    subject.type === "functions"
      ? subject.variable
      : "parameter" in subject
        ? subject.parameter
        : "x";
  const where = range === null ? "" : ` for ${name} from ${print(range[0])} to ${print(range[1])}`;
  const zhWhere = range === null ? "" : `，${name} 从 ${print(range[0])} 到 ${print(range[1])}`;
  return pick(`${english} ${inner}${where}`, `${chinese}${inner}${zhWhere}`);
}
