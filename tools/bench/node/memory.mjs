// Memory of the two parts of the extension that stay, early and late in a long life.
const PARTS = [
  { name: 'worker', url: /^chrome-extension:\/\/[a-p]+\/static\/background\// },
  { name: 'offscreen document', url: /^chrome-extension:\/\/[a-p]+\/tabs\/offscreen\.html$/ },
];
const EARLY = 200;
const LATE = 2000;
/** Of the early figure: what grows with every command grows far beyond it. */
const MOST_RATIO = 1.2;

/** What controllers do most, in turns; every tenth command opens a tab of its own. */
async function work({ controller, pages }, tabSessionId, index) {
  if (index % 10 === 0) return controller.run('primitive.dom.extract_text', {}, tabSessionId);
  if (index % 10 === 1) return controller.run('primitive.dom.extract_clean_html', {}, tabSessionId);
  if (index % 10 === 2) return controller.run('primitive.dom.extract_markdown', {}, tabSessionId);
  if (index % 50 === 3) return controller.run('primitive.page.screenshot', { format: 'jpeg' }, tabSessionId);
  if (index % 50 === 4) return controller.run('primitive.dom.extract_html', { url: pages.empty });
  return controller.run('primitive.tab.query');
}

export async function measureMemory(laboratory) {
  const { controller, straight, pages } = laboratory;
  const { tabSessionId } = await controller.run('primitive.tab.open', { url: pages.small, waitUntil: 'load' });
  const heaps = () => Promise.all(PARTS.map(({ url }) => straight.heapOf(url)));
  let early = [];
  for (let index = 1; index <= LATE; index++) {
    await work(laboratory, tabSessionId, index);
    if (index === EARLY) early = await heaps();
  }
  const late = await heaps();
  await controller.closeTabs();
  const mib = (bytes) => (bytes / 2 ** 20).toFixed(2);
  const lines = PARTS.map(({ name }, part) => {
    const ratio = late[part] / early[part];
    const isMet = ratio <= MOST_RATIO;
    return [name, mib(early[part]), mib(late[part]), ratio.toFixed(2), `≤ ${MOST_RATIO}`, isMet ? 'met' : 'MISSED'];
  });
  return [[`MiB after ${EARLY} and ${LATE} commands`, 'early', 'late', 'ratio', 'target', ''], ...lines];
}
