/** Whether an address is on a host or on one of its subdomains. */
export function isOnHost(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && (hostname === host || hostname.endsWith(`.${host}`));
}
