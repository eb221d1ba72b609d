/** The address a provider is given: this server, as the browser knows it. */
export function webhookUrl(path: string): string {
  return new URL(path, window.location.origin).href;
}
