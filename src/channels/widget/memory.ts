/**
 * What the page remembers between visits. A browser may refuse storage altogether; then nothing is
 * remembered and everything else works.
 */
export const memory = {
  read(kind: "session" | "local", key: string): string | null {
    try {
      return storageOf(kind).getItem(`ansatz.${key}`);
    } catch {
      return null;
    }
  },
  write(kind: "session" | "local", key: string, value: string | null): boolean {
    try {
      if (value === null) storageOf(kind).removeItem(`ansatz.${key}`);
      else storageOf(kind).setItem(`ansatz.${key}`, value);
      return true;
    } catch {
      return false;
    }
  },
};

function storageOf(kind: "session" | "local"): Storage {
  return kind === "session" ? sessionStorage : localStorage;
}
