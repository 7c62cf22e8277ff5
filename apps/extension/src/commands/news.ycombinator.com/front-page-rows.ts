/** One row of the front page, in the site's own words; an empty text is something that the row does not have. */
export interface FrontPageRow {
  readonly id: string;
  readonly rank: string;
  readonly title: string;
  /** Absolute. */
  readonly url: string;
  /** The host that the site shows beside the title. */
  readonly siteText: string;
  readonly score: string;
  readonly author: string;
  /** The title attribute of the age: `2026-04-26T06:24:42 1777184682`, in older pages without the seconds since 1970. */
  readonly time: string;
  readonly comments: string;
  /** Absolute; where the comments are. */
  readonly itemUrl: string;
}

export interface FrontPageReading {
  /** Whether the page is the front page, and the first of its pages. */
  readonly isFrontPage: boolean;
  /** How long ago it was loaded. */
  readonly ageMs: number;
  readonly rows: readonly FrontPageRow[];
}

/** Runs in the page: sees nothing of this file. */
export function readFrontPage(): FrontPageReading {
  const textOf = (element: Element | null | undefined): string =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  /** The row with score, author and age: below the title, before the next title. */
  function details(titleRow: Element): Element | undefined {
    for (let row = titleRow.nextElementSibling; row; row = row.nextElementSibling) {
      if (row.matches('.athing')) return undefined;
      if (row.querySelector('.subtext, .age')) return row;
    }
    return undefined;
  }

  function titleLink(row: Element): HTMLAnchorElement | undefined {
    const named = row.querySelector<HTMLAnchorElement>('.titleline > a[href], a.titlelink[href], a.storylink[href]');
    if (named) return named;
    return [...row.querySelectorAll<HTMLAnchorElement>('.title a[href]')].find((link) => !link.closest('.sitebit'));
  }

  function read(row: Element): FrontPageRow | undefined {
    const link = titleLink(row);
    if (!link) return undefined;
    const below = details(row);
    const links = [...(below?.querySelectorAll('a') ?? [])].map(textOf);
    return {
      id: row.id,
      rank: textOf(row.querySelector('.rank')),
      title: textOf(link),
      url: link.href,
      siteText: textOf(row.querySelector('.sitestr')),
      score: textOf(below?.querySelector('.score')),
      author: textOf(below?.querySelector('.hnuser')),
      time: below?.querySelector('.age')?.getAttribute('title') ?? '',
      comments: links.find((text) => /comments?$|^discuss$/i.test(text)) ?? '',
      itemUrl: new URL(`item?id=${row.id}`, document.baseURI).href,
    };
  }

  const { pathname, searchParams } = new URL(location.href);
  const isNews = document.documentElement.getAttribute('op') === 'news' || /^\/(news)?$/.test(pathname);
  const rows = [...document.querySelectorAll('tr.athing[id]:not(.comtr)')];
  return {
    isFrontPage: isNews && (searchParams.get('p') ?? '1') === '1',
    ageMs: performance.now(),
    rows: rows.map(read).filter((row) => row !== undefined),
  };
}
