import { describe, expect, it } from 'vitest';
import { inRupees, toPaise } from './money';

describe('amounts', () => {
  it('are grouped by lakh and crore', () => {
    expect(inRupees(123456789)).toBe('₹12,34,567.89');
    expect(inRupees(0)).toBe('₹0.00');
  });

  it('are read in paise, however they are grouped', () => {
    expect(toPaise('5,898.82')).toBe(589882);
    expect(toPaise('₹ 100')).toBe(10000);
    expect(toPaise('0.1')).toBe(10);
    expect(toPaise('1.999')).toBeUndefined();
    expect(toPaise('-5')).toBeUndefined();
    expect(toPaise('')).toBeUndefined();
  });
});
