import { formatNear, type Frame } from "../../core/plot-layout.ts";
import type { Plot, PlotRequest, PlotResult, PlotWindow } from "../../core/plot.ts";
import { make } from "./dom.ts";
import { followGestures } from "./plot-gestures.ts";
import { drawPicture, svg } from "./plot-picture.ts";
import { PLOT_STRINGS, type PlotStrings } from "./plot-strings.ts";
import { type Stop, type Track, tracksOf } from "./plot-tracks.ts";
import { isUsable, panned, zoomed } from "./plot-window.ts";
import type { Language } from "./strings.ts";

export type Redraw = (request: PlotRequest) => Promise<PlotResult>;

export interface InteractivePlotOptions {
  readonly language: Language;
  readonly redraw: Redraw;
}

const ZOOM_STEP = 0.7;
const PAN_STEP = 0.1;
/** A pause in moving after which the curves are asked for anew; long movements ask now and then. */
const REST_MS = 120;
const LONGEST_MS = 300;
const SAY_AFTER_MS = 350;
/** A pointer this near to a curve reads it. */
const REACH = 40;

/** A plot that can be moved, zoomed and traced; curves are drawn anew by the service for what is in sight. */
export function interactivePlot(plot: Plot, options: InteractivePlotOptions): HTMLElement {
  return new InteractivePlot(plot, options).element;
}

class InteractivePlot {
  readonly element: HTMLElement;
  readonly #home: Plot;
  readonly #language: Language;
  readonly #strings: PlotStrings;
  readonly #redraw: Redraw;
  readonly #picture = svg("svg", { "aria-hidden": "true" });
  readonly #pointer = svg("g", { class: "pointer" });
  readonly #stage: HTMLElement;
  readonly #readout = make("p", { class: "plot-readout", "aria-hidden": "true" });
  readonly #spoken = make("p", { class: "hidden", role: "status" });
  readonly #notice = make("p", { class: "plot-notice", role: "status" });
  readonly #traceButton: HTMLButtonElement;
  #plot: Plot;
  #window: PlotWindow;
  #tracks: Track[];
  #frame: Frame;
  #size = { width: 560, height: 380 };
  #traced: { track: number; stop: Stop } | null = null;
  #isTracing = false;
  #isAsking = false;
  #isChanged = false;
  #changedAt = 0;
  #restTimer = 0;
  #sayTimer = 0;

  constructor(plot: Plot, { language, redraw }: InteractivePlotOptions) {
    this.#home = plot;
    this.#plot = plot;
    this.#window = plot.window;
    this.#tracks = tracksOf(plot);
    this.#language = language;
    this.#strings = PLOT_STRINGS[language];
    this.#redraw = redraw;
    const strings = this.#strings;
    const help = make(
      "p",
      { class: "hidden", id: `plot-help-${crypto.randomUUID()}` },
      strings.help,
    );
    this.#stage = make("div", {
      class: "plot-stage",
      tabindex: "0",
      role: "application",
      "aria-roledescription": strings.kind,
      "aria-label": plot.description,
      "aria-describedby": help.id,
      keydown: (event) => this.#press(event as KeyboardEvent),
    });
    this.#stage.append(this.#picture);
    this.#traceButton = this.#button(strings.trace, strings.traceLabel, () => {
      this.#setTracing(!this.#isTracing);
      this.#stage.focus();
    });
    this.#traceButton.setAttribute("aria-pressed", "false");
    this.#frame = this.#draw();
    this.element = make(
      "figure",
      { class: "plot" },
      this.#stage,
      make(
        "div",
        { class: "plot-bar", role: "toolbar", "aria-label": strings.toolbar },
        this.#button("−", strings.zoomOut, () => this.#zoom(1 / ZOOM_STEP)),
        this.#button("+", strings.zoomIn, () => this.#zoom(ZOOM_STEP)),
        this.#button(strings.resetShort, strings.reset, () => this.#reset()),
        this.#tracks.length > 0 ? this.#traceButton : null,
        this.#readout,
      ),
      this.#notice,
      this.#spoken,
      help,
    );
    this.#readout.textContent = strings.hint;
    followGestures(this.#stage, {
      drag: (dx, dy) => this.#drag(dx, dy),
      zoom: (factor, px, py) => this.#zoom(factor, [px, py]),
      point: (px, py) => this.#point(px, py),
      leave: () => this.#leave(),
    });
    new ResizeObserver(([entry]) => {
      if (entry !== undefined) this.#resize(entry.contentRect.width);
    }).observe(this.#stage);
  }

  #button(text: string, label: string, click: () => void): HTMLButtonElement {
    return make(
      "button",
      { type: "button", class: "chip", "aria-label": label, title: label, click },
      text,
    );
  }

  #resize(available: number): void {
    const width = Math.round(Math.max(240, Math.min(640, available)));
    if (width === this.#size.width || available === 0) return;
    const height = this.#home.hasVerticalAxis ? Math.round(width * 0.68) : 96;
    this.#size = { width, height };
    this.#draw();
  }

  #draw(): Frame {
    const size = this.#home.hasVerticalAxis ? this.#size : { ...this.#size, height: 96 };
    this.#frame = drawPicture(this.#picture, this.#plot, this.#window, size);
    this.#picture.append(this.#pointer);
    this.#drawPointer();
    return this.#frame;
  }

  #drawPointer(): void {
    const { area, x, y } = this.#frame;
    const stop = this.#traced?.stop;
    if (stop === undefined) return this.#pointer.replaceChildren();
    const px = x(stop.x);
    const py = stop.y === null ? area.bottom : Math.max(area.top, Math.min(area.bottom, y(stop.y)));
    if (px < area.left - 1 || px > area.right + 1) return this.#pointer.replaceChildren();
    this.#pointer.replaceChildren(
      svg("path", {
        d: `M${px} ${area.top}V${area.bottom}M${area.left} ${py}H${area.right}`,
        class: "cross",
      }),
      ...(stop.y === null ? [] : [svg("circle", { cx: px, cy: py, r: 5, class: "dot" })]),
    );
  }

  /** Moves to another window unless it lies beyond what can be drawn. */
  #go(window: PlotWindow): void {
    if (!isUsable(window)) return this.#say(this.#strings.notFurther);
    this.#window = window;
    this.#draw();
    this.#sayLater(this.#windowText());
    this.#askSoon();
  }

  #drag(dx: number, dy: number): void {
    const { area, window } = this.#frame;
    const up = this.#home.hasVerticalAxis ? dy / (area.bottom - area.top) : 0;
    this.#go(panned(window, -dx / (area.right - area.left), up));
  }

  #zoom(factor: number, at?: readonly [number, number]): void {
    const { area, window, xAt, yAt } = this.#frame;
    const [px, py] = at ?? this.#middle(area);
    this.#go(zoomed(window, factor, [xAt(px), yAt(py)], this.#home.hasVerticalAxis));
  }

  /** What is traced stays in its place when one zooms by key or button. */
  #middle(area: Frame["area"]): [number, number] {
    const stop = this.#isTracing ? this.#traced?.stop : undefined;
    if (stop !== undefined && stop.y !== null)
      return [this.#frame.x(stop.x), this.#frame.y(stop.y)];
    return [(area.left + area.right) / 2, (area.top + area.bottom) / 2];
  }

  #reset(): void {
    this.#isChanged = false;
    clearTimeout(this.#restTimer);
    this.#notice.textContent = "";
    this.#window = this.#home.window;
    this.#setPlot(this.#home);
    this.#sayLater(this.#windowText());
  }

  #setPlot(plot: Plot): void {
    this.#plot = plot;
    this.#tracks = tracksOf(plot);
    this.#stage.setAttribute("aria-label", plot.description);
    this.#draw();
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#handleKey(event.key, event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #handleKey(key: string, isShift: boolean): boolean {
    const arrow = ARROWS[key];
    if (arrow !== undefined) {
      const [right, up] = arrow;
      if (this.#isTracing) this.#traceBy(right, up, isShift ? 10 : 1);
      else
        this.#go(
          panned(
            this.#frame.window,
            right * PAN_STEP,
            this.#home.hasVerticalAxis ? up * PAN_STEP : 0,
          ),
        );
      return true;
    }
    switch (key) {
      case "+":
      case "=":
        this.#zoom(ZOOM_STEP);
        return true;
      case "-":
      case "_":
        this.#zoom(1 / ZOOM_STEP);
        return true;
      case "0":
      case "Home":
        this.#reset();
        return true;
      case "t":
      case "T":
        this.#setTracing(!this.#isTracing);
        return true;
      case "Escape":
        if (!this.#isTracing) return false;
        this.#setTracing(false);
        return true;
      default:
        return false;
    }
  }

  #setTracing(isTracing: boolean): void {
    this.#isTracing = isTracing;
    this.#traceButton.setAttribute("aria-pressed", String(isTracing));
    if (!isTracing) return this.#leave();
    const track = this.#traced?.track ?? this.#tracks.findIndex((one) => one.start(this.#frame));
    const stop = this.#traced?.stop ?? this.#tracks[track]?.start(this.#frame);
    if (stop) this.#stopAt(track, stop, true);
    else {
      this.#isTracing = false;
      this.#traceButton.setAttribute("aria-pressed", "false");
      this.#say(this.#strings.nothingToTrace);
    }
  }

  #traceBy(right: number, up: number, times: number): void {
    const current = this.#traced;
    if (current === null) return;
    if (up !== 0) {
      const count = this.#tracks.length;
      const track = (current.track - up + count) % count;
      const { x, y } = current.stop;
      const near = this.#tracks[track]?.nearest(
        this.#frame.x(x),
        this.#frame.y(y ?? 0),
        this.#frame,
      );
      const stop = near?.stop ?? this.#tracks[track]?.start(this.#frame);
      if (stop) this.#stopAt(track, stop, true);
      return;
    }
    const direction = right > 0 ? 1 : -1;
    const stop = this.#tracks[current.track]?.next(current.stop, direction, times, this.#frame);
    if (!stop) return;
    const { xMin, xMax } = this.#frame.window;
    // The window follows; what comes into sight is there as soon as the service has drawn it.
    if (stop.x < xMin || stop.x > xMax) this.#go(panned(this.#frame.window, direction * 0.4, 0));
    this.#stopAt(current.track, stop, true);
  }

  #point(px: number, py: number): void {
    let best: { track: number; stop: Stop; distance: number } | null = null;
    for (const [track, one] of this.#tracks.entries()) {
      const near = one.nearest(px, py, this.#frame);
      if (near !== null && near.distance < (best?.distance ?? REACH)) best = { track, ...near };
    }
    if (best !== null) this.#stopAt(best.track, best.stop, false);
    else if (!this.#isTracing) this.#leave();
  }

  #leave(): void {
    if (this.#isTracing) return;
    this.#traced = null;
    this.#readout.textContent = "";
    this.#drawPointer();
  }

  #stopAt(track: number, stop: Stop, isByKey: boolean): void {
    this.#traced = { track, stop };
    const text = this.#textOf(track, stop);
    this.#readout.textContent = text;
    this.#drawPointer();
    if (isByKey) this.#say(text);
    else this.#sayLater(text);
  }

  #textOf(track: number, stop: Stop): string {
    const { window } = this.#frame;
    const strings = this.#strings;
    const { xLabel, yLabel, hasVerticalAxis } = this.#plot;
    const x = formatNear(stop.x, (window.xMax - window.xMin) / 100);
    if (!hasVerticalAxis) {
      const isClosed = stop.text === "[" || stop.text === "]";
      return `${xLabel} = ${x} (${isClosed ? strings.closedEnd : strings.openEnd})`;
    }
    if (stop.text !== undefined) return stop.text;
    const height = Math.max((window.yMax - window.yMin) / 100, stop.slack * 1_000);
    const y =
      stop.y === null || stop.role === "hole"
        ? strings.noValue
        : `${yLabel} = ${formatNear(stop.y, height)}`;
    const role = stop.role === undefined ? "" : strings.roles[stop.role];
    const label = this.#tracks.length > 1 ? (this.#tracks[track]?.label ?? "") : "";
    return `${label === "" ? "" : `${label}: `}${xLabel} = ${x}, ${y}${role === "" ? "" : ` (${role})`}`;
  }

  #windowText(): string {
    const { xMin, xMax, yMin, yMax } = this.#frame.window;
    const { xLabel, yLabel, hasVerticalAxis } = this.#plot;
    const range = (name: string, low: number, high: number): string =>
      this.#strings.window(
        name,
        formatNear(low, (high - low) / 2),
        formatNear(high, (high - low) / 2),
      );
    return [
      range(xLabel, xMin, xMax),
      ...(hasVerticalAxis ? [range(yLabel, yMin, yMax)] : []),
    ].join(this.#language === "zh" ? "，" : ", ");
  }

  #say(text: string): void {
    clearTimeout(this.#sayTimer);
    this.#spoken.textContent = text;
  }

  #sayLater(text: string): void {
    clearTimeout(this.#sayTimer);
    this.#sayTimer = window.setTimeout(() => this.#say(text), SAY_AFTER_MS);
  }

  #askSoon(): void {
    if (this.#home.source === undefined) return;
    if (!this.#isChanged) this.#changedAt = performance.now();
    this.#isChanged = true;
    clearTimeout(this.#restTimer);
    const isLong = performance.now() - this.#changedAt > LONGEST_MS;
    this.#restTimer = window.setTimeout(() => void this.#ask(), isLong ? 0 : REST_MS);
  }

  /** Asks for what is in sight. What cannot be had leaves the picture as it is, and says so. */
  async #ask(): Promise<void> {
    const { source } = this.#home;
    if (this.#isAsking || !this.#isChanged || source === undefined) return;
    this.#isAsking = true;
    this.#isChanged = false;
    try {
      const request = { source, window: this.#frame.window, language: this.#language };
      const { plot } = await this.#redraw(request);
      // Reset meanwhile: the picture of the beginning stays.
      if (this.#window !== this.#home.window) this.#setPlot(plot);
      this.#notice.textContent = "";
    } catch (error) {
      const reason = error instanceof Error ? error.message : "";
      this.#notice.textContent = [this.#strings.kept, reason].join(" ").trim();
    } finally {
      this.#isAsking = false;
    }
    if (this.#isChanged) this.#askSoon();
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
