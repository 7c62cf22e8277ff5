// What is measured: each row prepares itself once, and then does the same work in both ways, in turns.
import { bundleOf } from './straight.mjs';

const MARKDOWN = `ottoReaders.article.read({ format: 'markdown', mayFallBack: true })`;
const readMarkup = (kind) => `ottoReaders.markup.read({ kind: '${kind}' })`;

/** Both ways, with a page open in a tab of each. */
async function onPage({ controller, straight }, url, bundles) {
  const { tabSessionId } = await controller.run('primitive.tab.open', { url, waitUntil: 'load' });
  const tab = await straight.open(url);
  return { tabSessionId, tab, evaluate: await straight.worldOf(tab, bundles) };
}

function reading(action, reader, page, bundle) {
  return async (laboratory) => {
    const { controller, pages } = laboratory;
    const { tabSessionId, evaluate } = await onPage(laboratory, pages[page], [bundleOf(bundle)]);
    return {
      otto: () => controller.run(action, {}, tabSessionId),
      straight: () => evaluate(reader),
    };
  };
}

export const ROWS = [
  {
    name: 'tab.query',
    mostMs: 6,
    prepare: async ({ controller, straight }) => ({
      otto: () => controller.run('primitive.tab.query'),
      straight: () => straight.send('Target.getTargets'),
    }),
  },
  {
    name: 'extract_text, 10 kB',
    mostMs: 12,
    prepare: reading('primitive.dom.extract_text', readMarkup('text'), 'small', 'markup-reader'),
  },
  {
    name: 'extract_clean_html, 10 kB',
    mostMs: 12,
    prepare: reading('primitive.dom.extract_clean_html', readMarkup('clean_html'), 'small', 'markup-reader'),
  },
  {
    name: 'extract_markdown, 10 kB',
    mostMs: 40,
    prepare: reading('primitive.dom.extract_markdown', MARKDOWN, 'small', 'article-reader'),
  },
  {
    name: 'extract_markdown, 1 MB',
    mostMs: 120,
    prepare: reading('primitive.dom.extract_markdown', MARKDOWN, 'large', 'article-reader'),
  },
  {
    // A tab behind others draws nothing by itself. Both ways have it drawn, in the same manner, and ask for the same picture.
    name: 'screenshot, of a tab behind others',
    mostRatio: 1.3,
    async prepare({ controller, straight, pages }) {
      const { tabSessionId } = await controller.run('primitive.tab.open', { url: pages.small, waitUntil: 'load' });
      const { session, close } = await straight.open(pages.small);
      return {
        after: close,
        otto: () => controller.run('primitive.page.screenshot', {}, tabSessionId),
        async straight() {
          const watched = session.send('Page.startScreencast', {
            format: 'jpeg',
            quality: 1,
            maxWidth: 1,
            maxHeight: 1,
          });
          await Promise.all([
            watched,
            session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true }),
          ]);
          // Otto does not wait for this either.
          session.send('Page.stopScreencast').catch(() => undefined);
        },
      };
    },
  },
  {
    // The easy case for CDP, to compare with: a window of its own, so that the tab is awake, and the encoding that is the default.
    name: 'screenshot, CDP of a tab in front',
    async prepare({ controller, straight, pages }) {
      const { tabSessionId } = await controller.run('primitive.tab.open', { url: pages.small, waitUntil: 'load' });
      const { session, close } = await straight.open(pages.small, { newWindow: true });
      return {
        after: close,
        otto: () => controller.run('primitive.page.screenshot', {}, tabSessionId),
        straight: () => session.send('Page.captureScreenshot', { format: 'png' }),
      };
    },
  },
  {
    name: 'open, extract_markdown, close',
    mostMs: 250,
    async prepare({ controller, straight, pages }) {
      const bundle = bundleOf('article-reader');
      return {
        async otto() {
          const { tabSessionId } = await controller.run('primitive.tab.open', { url: pages.small });
          await controller.run('primitive.dom.extract_markdown', {}, tabSessionId);
          await controller.run('primitive.tab.close', {}, tabSessionId);
        },
        async straight() {
          const tab = await straight.open(pages.small);
          await (
            await straight.worldOf(tab, [bundle])
          )(MARKDOWN);
          await tab.close();
        },
      };
    },
  },
  {
    name: 'navigate',
    mostMs: 60,
    async prepare(laboratory) {
      const { controller, pages } = laboratory;
      const { tabSessionId, tab } = await onPage(laboratory, pages.empty, []);
      let visit = 0;
      const next = () => `${pages.small}?${++visit}`;
      return {
        otto: () => controller.run('primitive.tab.navigate', { url: next() }, tabSessionId),
        straight: () => tab.session.send('Page.navigate', { url: next() }),
      };
    },
  },
  {
    name: 'close',
    mostMs: 40,
    async prepare({ controller, straight, pages }) {
      let session;
      let tab;
      return {
        before: async () => {
          session = (await controller.run('primitive.tab.open', { url: pages.small, waitUntil: 'load' })).tabSessionId;
          tab = await straight.open(pages.small);
        },
        otto: () => controller.run('primitive.tab.close', {}, session),
        straight: () => tab.close(),
      };
    },
  },
];
