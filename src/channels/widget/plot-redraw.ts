import type { Plot, PlotRequest, PlotResult } from "../../core/plot.ts";

export type Redraw = (request: PlotRequest) => Promise<PlotResult>;

/** A pause in moving after which the curves are asked for anew; a long movement asks now and then. */
const REST_MS = 120;
const LONGEST_MS = 300;

export interface RedrawTargets {
  /** What is to be drawn now, or null when there is nothing to ask for. */
  request(): PlotRequest | null;
  drawn(plot: Plot): void;
  failed(reason: string): void;
}

/** Asks the service for a plot's new window, one call at a time, and no oftener than it answers. */
export class PlotRedraw {
  readonly #redraw: Redraw;
  readonly #targets: RedrawTargets;
  #isAsking = false;
  #isChanged = false;
  #changedAt = 0;
  #restTimer = 0;

  constructor(redraw: Redraw, targets: RedrawTargets) {
    this.#redraw = redraw;
    this.#targets = targets;
  }

  soon(): void {
    if (!this.#isChanged) this.#changedAt = performance.now();
    this.#isChanged = true;
    clearTimeout(this.#restTimer);
    const isLong = performance.now() - this.#changedAt > LONGEST_MS;
    this.#restTimer = window.setTimeout(() => void this.#ask(), isLong ? 0 : REST_MS);
  }

  /** Takes back what was to be asked; an answer that is on its way still comes. */
  forget(): void {
    this.#isChanged = false;
    clearTimeout(this.#restTimer);
  }

  async #ask(): Promise<void> {
    const request = this.#targets.request();
    if (this.#isAsking || !this.#isChanged || request === null) return;
    this.#isAsking = true;
    this.#isChanged = false;
    try {
      const { plot } = await this.#redraw(request);
      this.#targets.drawn(plot);
    } catch (error) {
      this.#targets.failed(error instanceof Error ? error.message : "");
    } finally {
      this.#isAsking = false;
    }
    if (this.#isChanged) this.soon();
  }
}
