interface Attempt {
  error: unknown;
  submittedAt: number;
}

/** What went wrong with what was tried last: an older failure is over once something else is tried. */
export function lastError(...attempts: Attempt[]): unknown {
  return attempts.reduce((a, b) => (b.submittedAt > a.submittedAt ? b : a)).error;
}
