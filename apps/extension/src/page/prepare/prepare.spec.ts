import { openPreparingLab } from '../testing/preparing-lab';

const { lab, prepared } = openPreparingLab();

describe('images', () => {
  it.each([
    ['<img src="data:image/gif;base64,R0" data-src="/real.jpg">', '/real.jpg'],
    ['<img class="lazy" data-original="/real.jpg">', '/real.jpg'],
    ['<img src="/img/placeholder.png" srcset="/s.jpg 300w, /l.jpg 900w">', '/l.jpg'],
    [
      '<picture><source srcset="/w_400,c_fit/a.webp 400w, /w_800,c_fit/a.webp 800w"><img src=""></picture>',
      '/w_800,c_fit/a.webp',
    ],
    ['<amp-img src="/amp.jpg" width="9"></amp-img>', '/amp.jpg'],
    ['<img src="/shown.jpg" data-src="/other.jpg">', '/shown.jpg'],
  ])('finds the source of %s', async (image, source) => {
    expect(await prepared(image)).toContain(`src="${source}"`);
  });

  it('drops tracking pixels and writes emoji as text', async () => {
    expect(await prepared('<p>a <img src="/t.gif" width="1" height="1"><img src="/e.png" alt="🎉"></p>')).toBe(
      '<p>a 🎉</p>',
    );
  });
});

describe('what Readability would take for furniture', () => {
  it('the source of a quote becomes a paragraph of it', async () => {
    expect(await prepared('<blockquote><p>Be.</p><footer>Ann</footer></blockquote>')).toBe(
      '<blockquote><p>Be.</p><p>Ann</p></blockquote>',
    );
  });

  it('the boxes of a task list become text', async () => {
    const list =
      '<ul><li><input type="checkbox" checked> done</li><li><label><input type="checkbox">open</label></li></ul>';
    expect(await prepared(list)).toBe(
      '<ul><li><span data-otto-task="">☑</span> done</li><li><label><span data-otto-task="">☐</span>open</label></li></ul>',
    );
  });

  it('a box of a form stays one', async () => {
    const form = '<form><input type="checkbox">Yes</form>';
    expect(await prepared(form)).toBe(form);
  });
});

it('shows what readers without scripts see, unless it only asks for scripts', async () => {
  const shown = await lab.run('<body></body>', ({ prepare }) => {
    // Parsed without scripts, the content of noscript is elements; with scripts it would be text.
    for (const text of ['Please enable JavaScript.', 'Words that are read without scripts. '.repeat(20)]) {
      const paragraph = document.createElement('p');
      paragraph.textContent = text;
      document.body.appendChild(document.createElement('noscript')).append(paragraph);
    }
    const snapshot = document.cloneNode(true) as Document;
    prepare(snapshot);
    return [...snapshot.body.children].map((child) => child.tagName);
  });
  expect(shown).toEqual(['NOSCRIPT', 'P']);
});

it('takes scripts and styles out and leaves metadata in', async () => {
  const body =
    '<script>1</script><style>a{}</style><script type="application/ld+json">{}</script><template>t</template>';
  expect(await prepared(`${body}x`)).toBe('<script type="application/ld+json">{}</script>x');
});
