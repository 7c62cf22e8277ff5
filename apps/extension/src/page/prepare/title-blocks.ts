/**
 * Frees a `#header` that is no header of a site from its name, by which Readability drops it: AsciiDoc puts the title of a
 * manual page there, with its first section. On a site the name at the top is a link, and no section follows it.
 */
export function freeTitleBlocks(body: HTMLElement): void {
  for (const header of body.querySelectorAll('#header')) {
    const isTitled = header.querySelector('h1') !== null && header.querySelector('h1 a') === null;
    if (isTitled && header.querySelector('h2') && header.querySelector('p')) header.removeAttribute('id');
  }
}
