import { expect, it } from 'vitest';
import { strength } from './strength';

it.each([
  ['', 'none'],
  ['short', 'short'],
  ['password123', 'weak'],
  ['aaaaaaaaaaaaaaaa', 'weak'],
  ['123456789012', 'weak'],
  ['vq8-Tundra-k', 'fair'],
  ['correct horse battery staple', 'good'],
])('%j is %s', (password, level) => {
  expect(strength(password)).toBe(level);
});
