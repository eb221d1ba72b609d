import { expect, test } from 'vitest';
import { bytes } from './push';

test('a key is read as the bytes that browsers want', () => {
  expect([...bytes('_-8B')]).toEqual([255, 239, 1]);
  expect(bytes('BA')[0]).toBe(4);
});
