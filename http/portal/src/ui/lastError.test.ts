import { expect, it } from 'vitest';
import { lastError } from './lastError';

const never = { error: null, submittedAt: 0 };

it('is that of the last attempt, and none when that one went well', () => {
  const failed = { error: new Error('no'), submittedAt: 10 };
  expect(lastError(failed, never)).toBe(failed.error);
  expect(lastError(failed, { error: null, submittedAt: 20 })).toBeNull();
  expect(lastError(never, never)).toBeNull();
});
