import { type CasRow, judgeCas } from "../scoring/cas-rules.ts";
import type { Answer } from "./found.ts";

/** How one system did on the rows. */
export class Tally {
  private readonly ms: number[] = [];
  private readonly wrongRows: string[] = [];
  private readonly otherRows: string[] = [];
  private solved = 0;
  private open = 0;
  private late = 0;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Judges one answer; null is an open row, `isLate` one that was open because its time ran out. */
  add(row: CasRow, answer: Answer | null, ms: number, isLate = false): void {
    this.ms.push(ms);
    const mark = answer === null ? "unanswered" : judgeCas(row, answer).mark;
    if (mark === "correct") this.solved += 1;
    else if (mark === "wrong") this.wrongRows.push(row.id);
    else if (mark === "unanswered") {
      this.open += 1;
      if (isLate) this.late += 1;
    } else this.otherRows.push(row.id);
  }

  report(): object {
    const sorted = this.ms.toSorted((a, b) => a - b);
    const at = (share: number): number =>
      Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
    return {
      name: this.name,
      rows: sorted.length,
      solved: this.solved,
      wrong: this.wrongRows.length,
      inexactOrPartial: this.otherRows.length,
      open: this.open,
      openForWantOfTime: this.late,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      wrongRows: this.wrongRows,
      otherRows: this.otherRows,
    };
  }
}
