import type { AnswerValue } from "../../../core/query-result.ts";
import type { SetQuery } from "../read/set-query.ts";
import {
  combine,
  type ExactSet,
  isEmpty,
  isSubset,
  membersOf,
  type Piece,
} from "../sets/exact-set.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const LARGEST_POWER_SET = 8;
const LARGEST_PRODUCT = 400;

/** Questions about sets of rational numbers, ranges and named things, each settled exactly. */
export function setQuery(query: SetQuery): Outcome {
  const outcome = decided(query);
  if (outcome.kind !== "answer" || !holdsSeveralThings(query)) return outcome;
  return {
    ...outcome,
    certificate: {
      ...outcome.certificate,
      conditions: ["different names stand for different elements"],
    },
  };
}

/** A name beside another element of one of the sets: as a variable it could stand for that one. */
function holdsSeveralThings({ sets }: SetQuery): boolean {
  const items = new Set(
    sets
      .flatMap(({ text }) => [...text.matchAll(/\{([^{}]*)\}/gu)])
      .flatMap(([, inside = ""]) => inside.split(/[,，、]/u))
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );
  return items.size > 1 && [...items].some((item) => /^\p{L}\w*$/u.test(item) && item !== "pi");
}

function decided({ operation, sets }: SetQuery): Outcome {
  const [first, second] = sets.map(({ set }) => set) as [ExactSet, ExactSet];
  switch (operation) {
    case "value":
      return setOutcome(first);
    case "complement":
      return isSubset(first, second)
        ? setOutcome(combine("difference", second, first))
        : openOutcome("A complement is taken inside a set that holds the whole of the other.");
    case "subset":
      return truthOutcome(isSubset(first, second));
    case "proper-subset":
      return truthOutcome(isSubset(first, second) && !isSubset(second, first));
    case "equal":
      return truthOutcome(isSubset(first, second) && isSubset(second, first));
    case "disjoint":
      return truthOutcome(isEmpty(combine("intersection", first, second)));
    case "element":
      return truthOutcome(isSubset(first, second));
    case "product":
      return productOutcome(first, second);
    default: {
      const members = membersOf(first);
      if (members === null)
        return operation === "size"
          ? openOutcome("This set holds infinitely many numbers.", "unsupported")
          : openOutcome("Only the subsets of a finite set are counted.", "unsupported");
      if (operation === "size") return countOutcome(BigInt(members.length));
      if (operation === "subset-count") return countOutcome(2n ** BigInt(members.length));
      return powerSetOutcome(members);
    }
  }
}

function powerSetOutcome(members: readonly string[]): Outcome {
  if (members.length > LARGEST_POWER_SET)
    return openOutcome(
      `The ${2n ** BigInt(members.length)} subsets are too many to list.`,
      "unsupported",
      "too_large",
    );
  const subsets = members
    .reduce<string[][]>((all, item) => [...all, ...all.map((part) => [...part, item])], [[]])
    .sort((a, b) => a.length - b.length);
  return listedSet(subsets.map((part) => `{${part.join(", ")}}`));
}

function productOutcome(a: ExactSet, b: ExactSet): Outcome {
  const [left, right] = [membersOf(a), membersOf(b)];
  if (left === null || right === null || left.length * right.length > LARGEST_PRODUCT)
    return openOutcome("The product of finite sets is listed, up to 400 pairs.", "unsupported");
  return listedSet(left.flatMap((x) => right.map((y) => `(${x}, ${y})`)));
}

function setOutcome(set: ExactSet): Outcome {
  const members = membersOf(set);
  if (members !== null) return listedSet(members);
  if (set.words.length > 0)
    return openOutcome("A set of ranges and named things is not written out.", "unsupported");
  const text = set.pieces.map(pieceText).join(" ∪ ");
  const intervals = set.pieces.map(({ lo, hi, loClosed, hiClosed }) => ({
    lo: lo?.toFraction() ?? "-infinity",
    hi: hi?.toFraction() ?? "infinity",
    loClosed,
    hiClosed,
  }));
  return answered(
    { kind: "intervals", variable: "x", intervals },
    text,
    text.replaceAll("∪", "\\cup").replaceAll("∞", "\\infty").replaceAll(/[{}]/g, "\\$&"),
  );
}

function pieceText({ lo, hi, loClosed, hiClosed }: Piece): string {
  if (lo !== null && hi !== null && lo.equals(hi)) return `{${lo.toFraction()}}`;
  return `${loClosed ? "[" : "("}${lo?.toFraction() ?? "-∞"}, ${hi?.toFraction() ?? "∞"}${hiClosed ? "]" : ")"}`;
}

function listedSet(items: readonly string[]): Outcome {
  const text = `{${items.join(", ")}}`;
  return answered(
    { kind: "set", items: [...items] },
    text,
    items.length === 0 ? "\\varnothing" : text.replaceAll(/[{}]/g, "\\$&"),
  );
}

function truthOutcome(value: boolean): Outcome {
  const text = value ? "yes" : "no";
  return answered({ kind: "truth", value }, text, `\\text{${text}}`);
}

function countOutcome(count: bigint): Outcome {
  return answered({ kind: "expression", plain: String(count) }, String(count), String(count));
}

function answered(value: AnswerValue, text: string, latex: string): Outcome {
  return {
    kind: "answer",
    value,
    short: text,
    plain: text,
    latex,
    certificate: {
      grade: "proved",
      method: "membership",
      detail:
        "Membership was decided exactly for every element, and for every point and gap between the ends of the ranges.",
      engines: [EXACT],
    },
    engine: EXACT,
  };
}
