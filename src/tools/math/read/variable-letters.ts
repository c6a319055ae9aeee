/** Variables that share their letter with a constant, under the names that keep them apart inside. */
export const VARIABLE_LETTERS: ReadonlyMap<string, string> = new Map([
  ["e", "VariableE"],
  ["i", "VariableI"],
]);
