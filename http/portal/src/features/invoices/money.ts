const rupees = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' });

/** Paise as India writes rupees: ₹12,34,567.89. */
export const inRupees = (paise: number): string => rupees.format(paise / 100);

/** What somebody typed as rupees, in paise; undefined where it is no amount. */
export function toPaise(typed: string): number | undefined {
  const plain = typed.replace(/[₹,\s]/g, '');
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}
