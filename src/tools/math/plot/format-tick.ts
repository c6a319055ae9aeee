/** A number as it stands beside an axis or a mark: at most `digits` significant digits, no needless zeros. */
export function formatTick(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return "";
  if (Math.abs(value) < 1e-12) return "0";
  const magnitude = Math.abs(value);
  const text =
    magnitude >= 1e6 || magnitude < 1e-4
      ? value
          .toExponential(Math.max(0, digits - 2))
          .replace(/\.?0+e/, "e")
          .replace("e+", "e")
      : String(Number(value.toPrecision(digits)));
  return text.replace("-", "−");
}
