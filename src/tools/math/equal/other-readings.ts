/** Ways of writing that many people mean otherwise than they are read here, each with the other meaning. */
const REWRITINGS: readonly ((text: string) => string)[] = [
  // "log 100" with base ten.
  (text) => text.replace(/\\?\blog\b(?!\s*_|\s*\{|\s*base)/g, "lg"),
  // "100 C": degrees, not coulombs; "212 F": not farads.
  (text) => text.replace(/^(\s*[-+−]?\d+(?:\.\d+)?)\s*([CF])\s*$/, "$1 °$2"),
  // "8/2(2+2)": what is written together may be the divisor as a whole.
  (text) =>
    text.replace(
      /(\/|÷|\\div(?![a-z]))\s*(\d+(?:\.\d+)?)\s*(\([^()]*\)|[A-Za-zπ](?![A-Za-z(]))/g,
      "$1($2*$3)",
    ),
];

/** The same two texts in every other reading of one of the ways of writing, in one of them or in both. */
export function otherReadings(a: string, b: string): readonly (readonly [string, string])[] {
  return REWRITINGS.flatMap((rewrite) => {
    const [x, y] = [rewrite(a), rewrite(b)];
    const pairs: (readonly [string, string])[] = [];
    if (x !== a) pairs.push([x, b]);
    if (y !== b) pairs.push([a, y]);
    if (x !== a && y !== b) pairs.push([x, y]);
    return pairs;
  });
}
