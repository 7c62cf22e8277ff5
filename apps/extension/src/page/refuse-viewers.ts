import { PageFailure } from './page-answer';

/** Scripts get into the page around the PDF viewer, but what the viewer shows is out of reach. */
export function refuseViewers(page: Document): void {
  if (page.contentType === 'application/pdf') throw new PageFailure('restricted_page');
}
