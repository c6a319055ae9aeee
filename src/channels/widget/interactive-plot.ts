import type { Frame } from "../../core/plot-layout.ts";
import type { Plot, PlotWindow } from "../../core/plot.ts";
import { make } from "./dom.ts";
import { followGestures } from "./plot-gestures.ts";
import { drawPicture, isSeen, svg } from "./plot-picture.ts";
import { PlotRedraw, type Redraw } from "./plot-redraw.ts";
import { PLOT_STRINGS, type PlotStrings } from "./plot-strings.ts";
import { type Stop, type Track, tracksOf } from "./plot-tracks.ts";
import { wordsOfStop, wordsOfWindow } from "./plot-words.ts";
import { isUsable, panned, zoomed } from "./plot-window.ts";
import type { Language } from "./strings.ts";

export interface InteractivePlotOptions {
  readonly language: Language;
  readonly redraw: Redraw;
}

const ZOOM_STEP = 0.7;
const PAN_STEP = 0.1;
const SAY_AFTER_MS = 350;
/** A pointer this near to a curve reads it. */
const REACH = 40;

/** A plot that can be moved, zoomed and traced; curves are drawn anew by the service for what is in sight. */
export function interactivePlot(plot: Plot, options: InteractivePlotOptions): HTMLElement {
  return new InteractivePlot(plot, options).element;
}

let plots = 0;

class InteractivePlot {
  readonly element: HTMLElement;
  readonly #home: Plot;
  readonly #strings: PlotStrings;
  readonly #drawer: PlotRedraw;
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
  #sayTimer = 0;

  constructor(plot: Plot, { language, redraw }: InteractivePlotOptions) {
    this.#home = plot;
    this.#plot = plot;
    this.#window = plot.window;
    this.#tracks = tracksOf(plot);
    this.#strings = PLOT_STRINGS[language];
    this.#drawer = new PlotRedraw(redraw, {
      request: () =>
        plot.source === undefined
          ? null
          : { source: plot.source, window: this.#frame.window, language },
      drawn: (drawn) => this.#take(drawn),
      // What cannot be had leaves the picture as it is, and says so.
      failed: (reason) => {
        if (this.#window !== this.#home.window)
          this.#notice.textContent = `${this.#strings.kept} ${reason}`.trim();
      },
    });
    const strings = this.#strings;
    const help = make("p", { class: "hidden", id: `plot-help-${(plots += 1)}` }, strings.help);
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
      ...(stop.y === null || !isSeen(stop.x, stop.y, this.#frame)
        ? []
        : [svg("circle", { cx: px, cy: py, r: 5, class: "dot" })]),
    );
  }

  /** Moves to another window unless it lies beyond what can be drawn. */
  #go(window: PlotWindow): void {
    if (!isUsable(window)) return this.#say(this.#strings.notFurther);
    this.#window = window;
    this.#draw();
    this.#sayLater(wordsOfWindow(this.#plot, this.#frame.window, this.#strings));
    this.#drawer.soon();
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
    this.#drawer.forget();
    this.#notice.textContent = "";
    this.#window = this.#home.window;
    this.#setPlot(this.#home);
    this.#sayLater(wordsOfWindow(this.#plot, this.#frame.window, this.#strings));
  }

  #take(plot: Plot): void {
    this.#notice.textContent = "";
    // Reset meanwhile: the picture of the beginning stays.
    if (this.#window !== this.#home.window) this.#setPlot(plot);
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
    const label = this.#tracks.length > 1 ? (this.#tracks[track]?.label ?? "") : "";
    const text = wordsOfStop(stop, label, this.#plot, this.#frame.window, this.#strings);
    this.#readout.textContent = text;
    this.#drawPointer();
    if (isByKey) this.#say(text);
    else this.#sayLater(text);
  }

  #say(text: string): void {
    clearTimeout(this.#sayTimer);
    this.#spoken.textContent = text;
  }

  #sayLater(text: string): void {
    clearTimeout(this.#sayTimer);
    this.#sayTimer = window.setTimeout(() => this.#say(text), SAY_AFTER_MS);
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
