export type Level = 'none' | 'short' | 'weak' | 'fair' | 'good';

/** As the server has it; shorter ones it refuses. */
export const MIN_LENGTH = 10;

/**
 * A first impression while typing. The server judges by what has leaked and what is guessed first,
 * and has the last word.
 */
export function strength(password: string): Level {
  const letters = [...password];
  if (letters.length === 0) return 'none';
  if (letters.length < MIN_LENGTH) return 'short';
  const variety = new Set(letters.map((c) => c.toLowerCase())).size;
  if (variety < 6 || /^[\p{L}]+\d{0,4}[!.]?$/u.test(password) || /^\d+$/.test(password)) return 'weak';
  return letters.length >= 14 && variety >= 8 ? 'good' : 'fair';
}
