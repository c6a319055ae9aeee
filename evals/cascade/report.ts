import { bootstrapInterval, shareInterval } from "../statistics.ts";
import type { PairOutcome } from "./ask-pair.ts";
import { SYMBOLIC_SETS } from "./rows.ts";

/** The outcomes of one way to work, one for each row, in the order of the rows. */
export interface WayOutcomes {
  readonly name: string;
  readonly outcomes: readonly PairOutcome[];
}

/** One row, worked on by the stronger model alone and by the cascade. */
interface Compared {
  readonly alone: PairOutcome;
  readonly cascade: PairOutcome;
}

const count = <Item>(items: readonly Item[], is: (item: Item) => boolean): number =>
  items.filter(is).length;
const sum = (items: readonly number[]): number => items.reduce((total, one) => total + one, 0);
const percent = (share: number): string =>
  Number.isFinite(share) ? `${(share * 100).toFixed(1)}%` : "–";
const between = ([low, high]: readonly [number, number]): string =>
  Number.isFinite(low) ? ` (${percent(low)} to ${percent(high)})` : "";

/** Right answers of the cascade for each of the stronger model alone, whichever questions they are of. */
const ratioOf = ([items = []]: readonly (readonly Compared[])[]): number =>
  count(items, ({ cascade }) => cascade.isRight) / count(items, ({ alone }) => alone.isRight);

const tokenShareOf = ([items = []]: readonly (readonly Compared[])[]): number =>
  sum(items.map(({ cascade }) => cascade.largeTokens)) /
  sum(items.map(({ alone }) => alone.largeTokens));

function keptOf(items: readonly Compared[], had: (outcome: PairOutcome) => boolean): string {
  const before = items.filter(({ alone }) => had(alone));
  const both = count(before, ({ cascade }) => had(cascade));
  return before.length === 0
    ? "–"
    : `${percent(both / before.length)}${between(shareInterval(both, before.length))}`;
}

/** The same rows, worked on by the stronger model alone and in one way. */
function comparedOf(alone: WayOutcomes, way: WayOutcomes): readonly Compared[] {
  return alone.outcomes.flatMap((outcome, index) => {
    const cascade = way.outcomes[index];
    return cascade === undefined ? [] : [{ alone: outcome, cascade }];
  });
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map(() => "---");
  return `${[head, rule, ...lines].map(line).join("\n")}\n`;
}

/** Lines that differ in the name of the way alone become one, named by the first and the last. */
function merged(lines: readonly { readonly name: string; readonly cells: readonly string[] }[]) {
  const groups: { names: string[]; cells: readonly string[] }[] = [];
  for (const { name, cells } of lines) {
    const last = groups.at(-1);
    if (last?.cells.join("|") === cells.join("|")) last.names.push(name);
    else groups.push({ names: [name], cells });
  }
  return groups.map(({ names, cells }) => {
    const [first = "", last = first] = [names[0], names.at(-1)];
    return { name: first === last ? first : `${first} … ${last}`, cells };
  });
}

/** A table for every set and all together: what each way keeps of the stronger model, and what it takes. */
export function renderSets(alone: WayOutcomes, ways: readonly WayOutcomes[]): string {
  const sets = [...new Set(alone.outcomes.map(({ set }) => set))];
  const lines = [...sets, "all"].flatMap((set) =>
    merged(
      [alone, ...ways].map((way) => {
        const items = comparedOf(alone, way).filter(
          ({ cascade }) => set === "all" || cascade.set === set,
        );
        return { name: way.name, cells: cellsOf(items) };
      }),
    ).map(({ name, cells }) => [set, name, ...cells]),
  );
  return table(
    [
      "rows",
      "way",
      "right",
      "wrong",
      "proved: right / wrong",
      "stood: right / wrong",
      "of the large one's right kept",
      "right for each of its right",
      "of its proved kept",
      "its tokens",
      "the small one's, of the same",
    ],
    lines,
  );
}

function cellsOf(items: readonly Compared[]): readonly string[] {
  const outcomes = items.map(({ cascade }) => cascade);
  const right = count(outcomes, ({ isRight }) => isRight);
  const split = (some: readonly PairOutcome[]): string =>
    `${count(some, ({ isRight }) => isRight)} / ${count(some, ({ isRight }) => !isRight)}`;
  const small = sum(outcomes.map(({ smallTokens }) => smallTokens));
  return [
    `${right} of ${items.length}${between(shareInterval(right, items.length))}`,
    String(count(outcomes, ({ isWrong }) => isWrong)),
    split(outcomes.filter(({ isProved }) => isProved)),
    split(outcomes.filter(({ stood }) => stood)),
    keptOf(items, ({ isRight }) => isRight),
    `${percent(ratioOf([items]))}${between(bootstrapInterval([items], ratioOf))}`,
    keptOf(items, ({ isProved, isRight }) => isProved && isRight),
    `${percent(tokenShareOf([items]))}${between(bootstrapInterval([items], tokenShareOf))}`,
    percent(small / sum(items.map((item) => item.alone.largeTokens))),
  ];
}

const WORDED_SHARES = [0.25, 0.5, 0.75, 1];

/** What share of the tokens is left, and what is kept, by how many of the questions are word problems. */
export function renderMixtures(alone: WayOutcomes, ways: readonly WayOutcomes[]): string {
  const lines = WORDED_SHARES.flatMap((worded) =>
    merged(
      ways.map((way) => {
        const items = comparedOf(alone, way);
        const isSymbolic = ({ cascade: { set } }: Compared): boolean => SYMBOLIC_SETS.includes(set);
        const groups = [items.filter(isSymbolic), items.filter((item) => !isSymbolic(item))];
        const tokens = mixed(worded, ({ largeTokens }) => largeTokens);
        const right = mixed(worded, ({ isRight }) => Number(isRight));
        const cells = [tokens, right].map(
          (statistic) =>
            `${percent(statistic(groups))}${between(bootstrapInterval(groups, statistic))}`,
        );
        return { name: way.name, cells };
      }),
    ).map(({ name, cells }) => [percent(worded), name, ...cells]),
  );
  return table(
    [
      "word problems among the questions",
      "way",
      "tokens of the large one",
      "right for each of its right",
    ],
    lines,
  );
}

/** The mean of a figure in the cascade over that of the stronger model alone; symbolic rows stand first. */
function mixed(worded: number, of: (outcome: PairOutcome) => number) {
  return (groups: readonly (readonly Compared[])[]): number => {
    const meanOf = (role: keyof Compared): number =>
      sum(
        groups.map((items, index) => {
          const weight = index === 0 ? 1 - worded : worded;
          return weight === 0
            ? 0
            : (weight * sum(items.map((item) => of(item[role])))) / items.length;
        }),
      );
    return meanOf("cascade") / meanOf("alone");
  };
}
