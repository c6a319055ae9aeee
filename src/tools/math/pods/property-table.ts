import type { Certificate, Grade } from "../../../core/truth.ts";
import { EXACT } from "../plan/candidates.ts";
import type { PodContent } from "./pod-maker.ts";

/** One established fact: its name, what it says, and how far it was checked. */
export interface Property {
  readonly name: readonly [english: string, chinese: string];
  readonly value: string;
  readonly grade: Extract<Grade, "proved" | "exact-check">;
}

/** Facts as a table, with how each was checked; null where there are none. The grade is that of the weakest. */
export function propertyTable(
  properties: readonly Property[],
  detail: readonly [english: string, chinese: string],
  isChinese: boolean,
): PodContent | null {
  if (properties.length === 0) return null;
  const language = isChinese ? 1 : 0;
  const grade = properties.every((property) => property.grade === "proved")
    ? "proved"
    : "exact-check";
  const certificate: Certificate = {
    grade,
    method: "property-by-property",
    detail: detail[language],
    engines: [EXACT],
  };
  return {
    plain: properties.map(({ name, value }) => `${name[language]}: ${value}`).join("\n"),
    table: [
      isChinese ? ["性质", "值", "检验"] : ["Property", "Value", "Check"],
      ...properties.map(({ name, value, grade: own }) => [
        name[language],
        value,
        own === "proved"
          ? (["proved", "已证明"][language] as string)
          : (["checked exactly, perhaps not all", "经精确检验，可能不全"][language] as string),
      ]),
    ],
    certificate,
  };
}
