/** The look of the widget. Custom properties on the element can change its colours and measure. */
export const STYLES = `
:host {
  --paper: light-dark(#fbfaf6, #17181b);
  --surface: light-dark(#ffffff, #1f2125);
  --ink: light-dark(#1d1c1a, #e8e5de);
  --muted: light-dark(#68645b, #a29d92);
  --rule: light-dark(#e3dfd5, #34363b);
  --accent: light-dark(#274b82, #9bbcf0);
  --on-accent: light-dark(#ffffff, #101620);
  --proved: light-dark(#1b6541, #7ad3a3);
  --checked: light-dark(#285a88, #8fc0ec);
  --open: light-dark(#845500, #e3b965);
  --refuted: light-dark(#a02b26, #f39c94);
  --measure: 44rem;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "Noto Serif", Georgia,
    "Songti SC", "Noto Serif CJK SC", serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, "PingFang SC",
    "Noto Sans CJK SC", sans-serif;
  color-scheme: light dark;
  display: block;
  min-height: 20rem;
  color: var(--ink);
  background: var(--paper);
  font: 1rem/1.6 var(--sans);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.frame {
  --side: max(1.25rem, calc((100% - var(--measure)) / 2));
  display: flex; flex-direction: column; height: 100%; min-height: inherit;
  overflow: hidden auto; overscroll-behavior: contain;
  /* What gets the focus is not left under the header or the field. */
  scroll-padding-block: 3.4rem 7rem;
}
button, textarea, input { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

header, .composer { position: sticky; z-index: 1; background: var(--paper); }
header {
  top: 0; display: flex; align-items: baseline; justify-content: space-between; gap: 1rem;
  padding: 0.9rem var(--side) 0.7rem; border-bottom: 1px solid var(--rule);
}
.mark { margin: 0; font: italic 500 1.35rem/1 var(--serif); letter-spacing: 0.01em; }
nav { display: flex; gap: 0.25rem; margin-right: -0.6rem; }
.quiet {
  border: 0; background: none; padding: 0.3rem 0.6rem; border-radius: 6px;
  color: var(--muted); font-size: 0.875rem; white-space: nowrap;
}
.quiet:hover { color: var(--ink); background: color-mix(in srgb, var(--ink) 6%, transparent); }

main { flex: 1 0 auto; padding: 0 var(--side); }
.welcome { padding: 14vh 0 3rem; }
.tagline { margin: 0 0 0.6rem; font: 400 clamp(1.7rem, 5vw, 2.4rem)/1.2 var(--serif); letter-spacing: -0.01em; text-wrap: balance; }
.promise { margin: 0 0 2.4rem; max-width: 34rem; color: var(--muted); font-size: 1.06rem; }
.label {
  margin: 0; color: var(--muted); font-size: 0.8125rem; line-height: 1.4; white-space: nowrap;
}
.welcome .label { margin-bottom: 0.6rem; }
.examples, .suggestions { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.chip {
  border: 1px solid var(--rule); background: var(--surface); border-radius: 8px;
  padding: 0.35rem 0.8rem; font-size: 0.9375rem; line-height: 1.45; text-align: left;
  transition: border-color 0.12s;
}
.chip:hover { border-color: var(--accent); color: var(--accent); }

.turn { padding: 2rem 0 2.2rem; }
/* What is far out of sight is not laid out, so a long conversation stays smooth. */
.turn:not(:last-child) { content-visibility: auto; contain-intrinsic-size: auto 30rem; }
.turn + .turn { border-top: 1px solid var(--rule); }
.turn:last-child { min-height: 45vh; }
.question {
  margin: 0 0 1.1rem; font: 500 1.28rem/1.45 var(--serif); overflow-wrap: anywhere;
  white-space: pre-wrap; text-wrap: pretty;
}
.reading {
  display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 0.9rem; align-items: baseline;
  padding: 0.1rem 0 0.1rem 0.9rem; border-left: 2px solid var(--accent); margin-bottom: 1.2rem;
}
.reading-body { min-width: 0; overflow-x: auto; overflow-y: hidden; overflow-wrap: anywhere; }
.reading-text { display: block; color: var(--muted); font-size: 0.9rem; }
.assumptions { margin: 0 0 1rem; padding: 0; list-style: none; color: var(--muted); font-size: 0.9rem; }
.assumptions .chip { font-size: 0.85rem; padding: 0.1rem 0.5rem; margin: 0 0.15rem; }

.progress { list-style: none; margin: 0; padding: 0; color: var(--muted); font-size: 0.9rem; }
.progress li { padding: 0.1rem 0 0.1rem 1.3rem; position: relative; overflow-wrap: anywhere; }
.progress li::before { content: "·"; position: absolute; left: 0.3rem; font-weight: 700; }
.now { display: flex; align-items: center; gap: 0.6rem; margin: 0.2rem 0 0; color: var(--muted); font-size: 0.9rem; }
.pulse { width: 0.5rem; height: 0.5rem; margin-left: 0.1rem; border-radius: 50%; background: var(--accent); animation: pulse 1.4s ease-in-out infinite; flex: none; }
@keyframes pulse { 50% { opacity: 0.25; } }
@media (prefers-reduced-motion: reduce) { .pulse { animation: none; } }
.question:has(+ .question-tools) { margin-bottom: 0.2rem; }
.question-tools { display: flex; flex-wrap: wrap; align-items: baseline; margin: 0 0 0.7rem -0.5rem; }
.question-tools .editor { margin: 0; }
.question-tools .editor.open { flex: 1 0 100%; }
.versions { display: flex; align-items: baseline; color: var(--muted); font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
.versions button { min-width: 1.75rem; }
.versions [aria-disabled="true"] { opacity: 0.4; cursor: default; }
.reading:has(+ .editor) { margin-bottom: 0.1rem; }
.editor { margin: 0 0 0.7rem -0.5rem; }
.composer-row .quiet { align-self: center; }
.quiet.small { padding: 0.15rem 0.5rem; font-size: 0.8125rem; }
.edit { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.3rem 0 0 0.5rem; align-items: center; }
.edit textarea { flex: 1 1 100%; border: 1px solid var(--rule); border-radius: 8px; background: var(--surface); resize: vertical; }
.edit textarea:focus-visible { outline: 2px solid var(--accent); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0.1rem; border-top: 1px solid var(--rule); padding-top: 0.5rem; font-size: 0.875rem; }
.actions .label { margin-right: 0.2rem; }
.feedback { display: flex; flex-wrap: wrap; align-items: center; gap: 0.1rem; margin-left: -0.6rem; }
.feedback [aria-pressed="true"] { color: var(--accent); text-decoration: underline; text-underline-offset: 0.3em; }
.reasons { flex-basis: 100%; display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem; margin: 0.3rem 0 0 0.6rem; }
.said { color: var(--muted); margin-left: 0.4rem; }
.reasoning { margin-bottom: 0.9rem; border-bottom: 1px solid var(--rule); }
.thoughts { white-space: pre-wrap; max-height: 16rem; overflow: auto; color: var(--muted); font-style: italic; }

.formula { display: grid; grid-template-columns: 1fr auto; align-items: center; column-gap: 1rem; margin: 0 0 0.9rem; }
.formula-body { min-width: 0; overflow-x: auto; overflow-y: hidden; padding: 0.5rem 0; border-radius: 4px; }
.formula-number { color: var(--muted); font: 1rem var(--serif); font-variant-numeric: oldstyle-nums; }
.formula .aside { grid-column: 1 / -1; margin: 0; text-align: center; color: var(--muted); font-size: 0.9375rem; overflow-wrap: anywhere; }
.math.display { display: block; text-align: center; }
.formula .math { font-size: 1.14rem; }
.worded { margin: 0; text-align: center; font: 1.35rem/1.4 var(--serif); overflow-wrap: anywhere; }
.math.source { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
.katex-display { margin: 0.3em 0 !important; }

.prose { font: 1.06rem/1.65 var(--serif); overflow-wrap: anywhere; text-wrap: pretty; margin-bottom: 0.9rem; }
.prose .katex { font-size: 1.08em; }
.prose > * { margin: 0 0 0.7rem; }
.prose > :last-child { margin-bottom: 0; }
.prose h4 { font-size: 1.06rem; font-weight: 600; }
.prose ul, .prose ol { padding-left: 1.4rem; }
.prose code, pre { font: 0.9em/1.5 ui-monospace, "Cascadia Mono", Menlo, monospace; }
.prose :not(pre) > code { background: color-mix(in srgb, var(--ink) 7%, transparent); border-radius: 4px; padding: 0.05em 0.3em; }
pre { overflow-x: auto; background: var(--surface); border: 1px solid var(--rule); border-radius: 8px; padding: 0.7rem 0.9rem; }


.prose a { color: var(--accent); text-underline-offset: 0.2em; }
.prose .target { color: var(--muted); font-size: 0.85em; }
.table { overflow-x: auto; }
.prose table { border-collapse: collapse; font-size: 0.97em; font-variant-numeric: tabular-nums; }
.prose th, .prose td { padding: 0.3rem 0.8rem; text-align: start; vertical-align: baseline; border: 0; border-bottom: 1px solid var(--rule); }
.prose th { border-bottom: 1.5px solid var(--muted); font-weight: 600; }
.prose :is(th, td):first-child { padding-left: 0.1rem; }
.prose .center { text-align: center; }
.prose .right { text-align: right; }
.badges { display: flex; flex-wrap: wrap; gap: 0.4rem 0.9rem; margin: 0 0 0.9rem; }
.badge { --tone: var(--muted); display: inline-flex; align-items: center; gap: 0.5rem; color: var(--tone); font-size: 0.9rem; font-weight: 600; }
.badge.corrected { font-weight: 400; }
.icon { display: inline-grid; place-items: center; width: 1.35rem; height: 1.35rem; flex: none; border-radius: 5px; border: 1.5px solid currentColor; font: 700 0.8rem/1 var(--sans); }
.badge.proved { --tone: var(--proved); }
.badge.proved .icon { background: var(--proved); border-color: var(--proved); color: var(--paper); }
.badge.checked-exactly, .badge.checked-numerically { --tone: var(--checked); }
.badge.undecided, .badge.not-answered { --tone: var(--open); }
.badge.undecided .icon, .badge.not-answered .icon { border-style: dashed; border-radius: 50%; }
.badge.refuted { --tone: var(--refuted); }
.badge.refuted .icon { background: var(--refuted); border-color: var(--refuted); color: var(--paper); }

details { border-top: 1px solid var(--rule); font-size: 0.9375rem; }
summary { display: flex; align-items: baseline; gap: 0.6rem; padding: 0.5rem 0; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "+"; width: 0.8rem; color: var(--muted); font: 1rem var(--serif); }
details[open] > summary::before { content: "–"; }
summary:hover { color: var(--accent); }
.summary-note { color: var(--muted); font-size: 0.85rem; margin-left: auto; padding-left: 1rem; overflow-wrap: anywhere; }
details > :not(summary) { margin: 0 0 0.8rem 1.4rem; }
details p { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1.2rem; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
details ol, details ul { padding-left: 1.2rem; }
.steps ol { padding-left: 1.4rem; }
.steps li::marker { color: var(--muted); font-size: 0.85em; }
.claims { list-style: none; padding: 0 !important; display: grid; gap: 0.6rem; }
.claim { display: grid; grid-template-columns: auto 1fr; gap: 0.7rem; overflow-wrap: anywhere; }
.claim .icon { margin-top: 0.1rem; }
.claim.proved .icon { color: var(--proved); }
.claim.refuted .icon { color: var(--refuted); }
.claim.breach .icon { color: var(--refuted); }
.claim.undecided .icon { color: var(--open); border-style: dashed; border-radius: 50%; }
.marked {
  --tone: var(--open); cursor: pointer; text-decoration: underline 1.5px solid var(--tone);
  text-underline-offset: 0.28em; text-decoration-skip-ink: none;
}
.marked.proved { --tone: var(--proved); }
.marked.undecided { text-decoration-style: dashed; }
.marked.refuted { --tone: var(--refuted); text-decoration-style: wavy; text-decoration-thickness: 1px; }
/* A set formula is made of boxes, under which no line of text runs. */
.marked:has(.math) { text-decoration: none; display: inline-block; max-width: 100%; overflow: auto hidden; vertical-align: middle; padding-bottom: 0.15em; border-bottom: 1.5px solid var(--tone); }
.marked:has(.display) { display: block; }
.marked.undecided:has(.math) { border-bottom-style: dashed; }
.marked.refuted:has(.math) { border-bottom-style: double; border-bottom-width: 3px; }
.sign {
  --tone: var(--open); display: inline-grid; place-items: center; min-width: 1.5rem; height: 1.5rem;
  margin: 0 0.15rem 0 0.25rem; padding: 0; border: 1px dashed var(--tone); border-radius: 50%; background: none;
  color: var(--tone); font: 700 0.75rem/1 var(--sans); vertical-align: middle;
}
.sign.proved { --tone: var(--proved); border-style: solid; border-radius: 5px; }
.sign.refuted { --tone: var(--refuted); border-style: double; border-width: 3px; border-radius: 5px; }
.sign:hover, .sign[aria-expanded="true"] { background: color-mix(in srgb, var(--tone) 16%, transparent); }
.check {
  position: fixed; inset: auto; margin: 0; width: min(26rem, calc(100vw - 1rem)); max-height: 60vh;
  overflow: auto; padding: 0.9rem 1rem; border: 1px solid var(--rule); border-radius: 10px;
  background: var(--surface); color: var(--ink); box-shadow: 0 6px 24px rgb(0 0 0 / 0.18); font-size: 0.9375rem;
}
.check:focus-visible { outline: none; border-color: var(--accent); }
.check dl { margin: 0.7rem 0 0; }
.check .chip { margin-top: 0.7rem; }
.check p { margin: 0.5rem 0 0; }
.history { width: min(36rem, calc(100% - 1rem)); height: min(36rem, 85vh); padding: 1rem 1.2rem; border: 1px solid var(--rule); border-radius: 12px; background: var(--paper); color: var(--ink); }
.history[open] { display: flex; flex-direction: column; gap: 0.5rem; }
.history::backdrop { background: rgb(0 0 0 / 0.35); }
.history-head { display: flex; justify-content: space-between; align-items: baseline; }
.history-head h2 { margin: 0; font: 500 1.2rem var(--serif); }
.history input { border: 1px solid var(--rule); border-radius: 8px; background: var(--surface); padding: 0.4rem 0.6rem; }
.history p { margin: 0; }
.history-list { list-style: none; margin: 0; padding: 0; overflow: auto; flex: 1; }
.history-list li { display: flex; flex-wrap: wrap; align-items: center; border-bottom: 1px solid var(--rule); }
.history-open { flex: 1; min-width: 0; border: 0; background: none; padding: 0.5rem 0.2rem; text-align: left; }
.history-open[aria-current] { border-left: 3px solid var(--accent); padding-left: 0.5rem; }
.history-open:hover { color: var(--accent); }
.history-title { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip.small { padding: 0.1rem 0.6rem; font-size: 0.875rem; }
.recheck { margin: 0 0 0.9rem; font-size: 0.9375rem; }
.recheck-outcome { margin-top: 0.5rem; }
.recheck-outcome:empty { display: none; }
.recheck-outcome dl { margin: 0.3rem 0 0; }
.recheck-outcome p { margin: 0; }
.claim q { quotes: none; font-family: var(--serif); }
.detail { display: block; color: var(--muted); font-size: 0.875rem; }
.pod img { max-width: calc(100% - 1.4rem); background: #fff; border-radius: 6px; padding: 0.4rem; }
.pod { overflow-x: auto; }
.plot { margin-right: 1.4rem !important; }
.plot-stage {
  position: relative; max-width: 640px; border: 1px solid var(--rule); border-radius: 8px;
  background: var(--surface); cursor: grab; touch-action: pan-y; user-select: none; overflow: hidden;
}
.plot-stage:focus { touch-action: none; }
.plot-stage:active { cursor: grabbing; }
.plot-stage svg { display: block; font: 12px var(--sans); }
.plot-stage text { fill: var(--ink); }
.plot-stage .axis-name { font-style: italic; }
.plot-stage .mark-label { paint-order: stroke; stroke: var(--surface); stroke-width: 3; }
.plot-stage path { fill: none; }
.grid { stroke: var(--rule); }
.axis { stroke: var(--muted); }
.curve { stroke-width: 2; stroke-linejoin: round; stroke: var(--curve); }
.c0 { --curve: light-dark(#0072b2, #56b4e9); }
.c1 { --curve: light-dark(#d55e00, #f0894a); stroke-dasharray: 8 3; }
.c2 { --curve: light-dark(#007a59, #3fc79d); stroke-dasharray: 2 3; }
.c3 { --curve: light-dark(#b45a8d, #e0a0c4); stroke-dasharray: 10 3 2 3; }
.c4 { --curve: light-dark(#a87400, #e9b64d); stroke-dasharray: 5 5; }
.c5 { --curve: light-dark(#2f7fae, #8fd0f5); stroke-dasharray: 1 2; }
.curve.open { stroke-dasharray: 6 4; }
.curve.closed { stroke-dasharray: none; }
.plot-stage .arrow { fill: light-dark(#0072b2, #56b4e9); }
.plot-stage .region { fill: light-dark(#0072b2, #56b4e9); fill-opacity: 0.18; }
.asymptote { stroke: var(--muted); stroke-dasharray: 5 4; }
.bar { fill: light-dark(#0072b2, #56b4e9); fill-opacity: 0.6; stroke: var(--surface); }
.interval { stroke: light-dark(#0072b2, #56b4e9); stroke-width: 5; }
.interval-end { stroke: light-dark(#0072b2, #56b4e9); stroke-width: 2; fill: var(--surface); }
.interval-end.closed { fill: light-dark(#0072b2, #56b4e9); }
.plot-stage .mark { fill: var(--ink); }
.plot-stage .mark.hole, .plot-stage .mark.open-end { fill: var(--surface); stroke: var(--ink); stroke-width: 1.5; }
.legend { fill: var(--surface); fill-opacity: 0.85; }
.pointer { pointer-events: none; }
.cross { stroke: var(--muted); stroke-dasharray: 2 3; }
.dot { fill: var(--accent); stroke: var(--surface); stroke-width: 2; }
.plot-bar { display: flex; flex-wrap: wrap; gap: 0.35rem; align-items: center; margin-top: 0.5rem; }
.plot-bar .chip { padding: 0.15rem 0.7rem; font-size: 0.875rem; }
.plot-bar [aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
.plot-readout { margin: 0 0 0 0.4rem; color: var(--muted); font-size: 0.875rem; font-variant-numeric: tabular-nums; min-height: 1.4em; }
.plot-notice { margin: 0.4rem 0 0; color: var(--open); font-size: 0.875rem; }
.plot-notice:empty { display: none; }
.pod th, .pod td { text-align: left; padding: 0.15rem 0.8rem 0.15rem 0; border-bottom: 1px solid var(--rule); }
.inner-step { margin-left: 1.2rem; }
.more-pods .chip { margin: 0 0.4rem 0.4rem 0; }
table { border-collapse: collapse; }
td { border: 1px solid var(--rule); padding: 0.2rem 0.7rem; }
.picture { display: flex; align-items: end; gap: 0.5rem; margin: 0 0 0.4rem; }
.picture img { max-width: min(100%, 20rem); max-height: 10rem; border: 1px solid var(--rule); border-radius: 8px; background: #fff; }
.composer .picture img { max-height: 5rem; }
.suggestions { margin-bottom: 1.2rem; }
.suggestions .label { flex-basis: 100%; }

.failure { border-left: 2px solid var(--refuted); padding-left: 0.9rem; }
.failure p { margin: 0 0 0.7rem; overflow-wrap: anywhere; }
.key { display: flex; flex-wrap: wrap; align-items: end; gap: 0.6rem; }
.key label { display: grid; gap: 0.2rem; font-size: 0.875rem; color: var(--muted); }
.key input { border: 1px solid var(--rule); border-radius: 8px; background: var(--surface); padding: 0.35rem 0.6rem; color: var(--ink); }

.composer { bottom: 0; padding: 0.4rem var(--side) max(1rem, env(safe-area-inset-bottom)); }
.notice { margin: 0 0 0.4rem; color: var(--refuted); font-size: 0.9rem; }
.notice:empty { display: none; }
.math-keys { display: flex; flex-wrap: wrap; gap: 0.3rem; margin-bottom: 0.4rem; }
.preview { max-height: 22vh; overflow: auto; padding: 0 0.6rem; }
.preview-reading { display: flex; align-items: baseline; gap: 0.9rem; margin: 0 0 0.4rem; }
.preview .prose { margin: 0 0 0.4rem; }
.composer-row {
  display: flex; align-items: end; gap: 0.5rem; padding: 0.4rem; border: 1px solid var(--rule);
  border-radius: 12px; background: var(--surface);
}
.composer-row:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
textarea:focus-visible { outline: none; }
textarea { flex: 1; min-width: 0; max-height: 38vh; resize: none; border: 0; background: none; padding: 0.45rem 0.6rem; line-height: 1.5; }
textarea::placeholder { color: var(--muted); opacity: 1; }
.primary { border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); border-radius: 8px; padding: 0.42rem 1.1rem; font-weight: 600; white-space: nowrap; }
.primary:hover { filter: brightness(1.08); }
.primary.stop { background: none; color: var(--refuted); border-color: var(--refuted); }

@media (max-width: 34rem) {
  .welcome { padding-top: 8vh; }
  .turn { padding: 1.4rem 0 1.6rem; }
  .question { font-size: 1.16rem; }
  .reading { grid-template-columns: 1fr; }
  .check { left: 0.5rem; bottom: 0.5rem; }
  header { gap: 0.4rem; }
  .quiet { padding: 0.3rem 0.4rem; }
  .feedback { margin-left: -0.4rem; }
}
`;
