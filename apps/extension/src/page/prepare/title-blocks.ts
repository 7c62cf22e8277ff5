/**
 * Moves what a `#header` that is no header of a site holds to where the text follows: AsciiDoc puts the title of a manual page
 * there, with its first section, and Readability drops it. On a site the name at the top is a link, and no section follows it.
 */
export function freeTitleBlocks(body: HTMLElement): void {
  for (const header of body.querySelectorAll('#header')) {
    const text = header.nextElementSibling;
    const isTitled = header.querySelector('h1') !== null && header.querySelector('h1 a') === null;
    if (!text?.querySelector('h2') || !isTitled || !header.querySelector('h2') || !header.querySelector('p')) continue;
    text.prepend(...header.childNodes);
    header.remove();
  }
}
