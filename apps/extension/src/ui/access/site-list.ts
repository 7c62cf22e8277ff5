const HOST = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

export type SiteList =
  { readonly sites?: string[] | undefined; readonly problem?: undefined } | { readonly problem: string };

/** Reads host names, or addresses that were pasted, as a person writes them one after the other. No text: no narrowing. */
export function readSites(text: string): SiteList {
  const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
  if (entries.length === 0) return {};
  const sites: string[] = [];
  for (const entry of entries) {
    const host = hostOf(entry);
    if (host === undefined) return { problem: `“${entry.slice(0, 60)}” is no site. Write one like example.com.` };
    sites.push(host);
  }
  return { sites: [...new Set(sites)] };
}

function hostOf(entry: string): string | undefined {
  const address = /^https?:\/\//i.test(entry) ? entry : `https://${entry.replace(/^\*?\./, '')}`;
  if (!URL.canParse(address) || (address !== entry && entry.includes('://'))) return undefined;
  const { hostname, username } = new URL(address);
  const host = hostname.replace(/\.$/, '');
  return username === '' && HOST.test(host) ? host : undefined;
}
