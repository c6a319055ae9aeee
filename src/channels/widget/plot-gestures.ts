export interface GestureTargets {
  /** A finger or the mouse has moved what it holds, in pixels. */
  drag(dx: number, dy: number): void;
  /** The window is to grow by a factor about a place of the picture. */
  zoom(factor: number, px: number, py: number): void;
  /** The pointer is over a place, or has tapped it. */
  point(px: number, py: number): void;
  leave(): void;
}

/** Movements smaller than this are a tap. */
const TAP = 4;
/** A wheel that turned the page a moment ago goes on turning it. */
const PAGE_SCROLL_MS = 400;
const WHEEL_SPEED = 0.0016;

/** Tells of drag, wheel, pinch, hover and tap on one element, for as long as it stands in the page. */
export function followGestures(stage: HTMLElement, targets: GestureTargets): object {
  return new Gestures(stage, targets);
}

class Gestures {
  readonly #stage: HTMLElement;
  readonly #targets: GestureTargets;
  readonly #held = new Map<number, { x: number; y: number }>();
  #hasMoved = false;
  #turnedPageAt = Number.NEGATIVE_INFINITY;
  #wasInPage = false;

  constructor(stage: HTMLElement, targets: GestureTargets) {
    this.#stage = stage;
    this.#targets = targets;
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    stage.addEventListener("pointerup", (event) => this.#up(event));
    stage.addEventListener("pointercancel", (event) => this.#held.delete(event.pointerId));
    stage.addEventListener("pointerleave", () => {
      if (this.#held.size === 0) targets.leave();
    });
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    // Scrolling the page must not be caught by a plot that comes under the pointer.
    const page = new AbortController();
    const onPageWheel = (event: WheelEvent): void => {
      if (this.#wasInPage && !stage.isConnected) page.abort();
      this.#wasInPage ||= stage.isConnected;
      if (!event.composedPath().includes(stage)) this.#turnedPageAt = performance.now();
    };
    const { signal } = page;
    document.addEventListener("wheel", onPageWheel, { passive: true, capture: true, signal });
  }

  #placeOf(event: MouseEvent): { x: number; y: number } {
    const box = this.#stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#held.set(event.pointerId, this.#placeOf(event));
    this.#hasMoved = this.#held.size > 1;
    this.#stage.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const here = this.#placeOf(event);
    const before = this.#held.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType === "mouse") this.#targets.point(here.x, here.y);
      return;
    }
    const [dx, dy] = [here.x - before.x, here.y - before.y];
    if (!this.#hasMoved && Math.hypot(dx, dy) < TAP) return;
    this.#hasMoved = true;
    const other = [...this.#held].find(([id]) => id !== event.pointerId)?.[1];
    this.#held.set(event.pointerId, here);
    if (other === undefined) return this.#targets.drag(dx, dy);
    const [old, now] = [
      Math.hypot(before.x - other.x, before.y - other.y),
      Math.hypot(here.x - other.x, here.y - other.y),
    ];
    this.#targets.drag(dx / 2, dy / 2);
    if (old > 10 && now > 10)
      this.#targets.zoom(old / now, (here.x + other.x) / 2, (here.y + other.y) / 2);
  }

  #up(event: PointerEvent): void {
    if (!this.#held.delete(event.pointerId) || this.#hasMoved) return;
    const { x, y } = this.#placeOf(event);
    this.#targets.point(x, y);
  }

  #wheel(event: WheelEvent): void {
    if (performance.now() - this.#turnedPageAt < PAGE_SCROLL_MS) {
      this.#turnedPageAt = performance.now();
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    const factor = Math.exp(event.deltaY * lines * WHEEL_SPEED * (event.ctrlKey ? 5 : 1));
    const { x, y } = this.#placeOf(event);
    this.#targets.zoom(Math.max(0.5, Math.min(2, factor)), x, y);
  }
}
