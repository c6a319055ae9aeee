/** The one letter of a text that is no constant. */
export function letterIn(body: string): string | null {
  const letters = new Set(body.match(/(?<![A-Za-z])[a-df-z](?![A-Za-z])/g));
  const [letter] = letters;
  return letters.size === 1 ? (letter as string) : null;
}
