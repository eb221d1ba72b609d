import { expect, it } from 'vitest';
import { money } from './money';

// razorpay/razorpay-python#248: 42 USD and 6,200 JPY.
it.each([
  [1_234_567_89, 'INR', '₹12,34,567.89'],
  [999_00, 'INR', '₹999'],
  [42_00, 'USD', '$42'],
  [42_50, 'USD', '$42.50'],
  [6200, 'JPY', '¥6,200'],
  [6200, 'KWD', 'KWD 6.200'],
])('writes %i %s by the decimals of the currency', (minor, currency, text) => {
  expect(money({ minor, currency }, 'en').replace(/\s/g, ' ')).toBe(text);
});
