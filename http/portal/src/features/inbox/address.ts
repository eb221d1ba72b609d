/** WhatsApp leaves out the plus of an international number. */
export function readable(address: string): string {
  return /^\d{7,15}$/.test(address) ? `+${address}` : address;
}
