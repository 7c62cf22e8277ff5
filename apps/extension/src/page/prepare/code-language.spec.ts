import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it.each([
  ['<pre><code class="language-ts">a</code></pre>', 'ts'],
  ['<pre class="lang-py"><code>a</code></pre>', 'py'],
  ['<div class="highlight highlight-source-rust"><pre>a</pre></div>', 'rust'],
  ['<div class="highlight highlight-text-html-basic"><pre>a</pre></div>', 'html'],
  ['<pre data-lang="go"><code>a</code></pre>', 'go'],
  ['<figure data-language="sql"><pre><code>a</code></pre></figure>', 'sql'],
  ['<pre><code class="hljs ruby">a</code></pre>', 'ruby'],
  ['<pre><code class="hljs language-c++">a</code></pre>', 'cpp'],
  ['<pre class="brush: java; toolbar: false">a</pre>', 'java'],
  ['<div class="highlight-python3 notranslate"><div class="highlight"><pre>a</pre></div></div>', 'python'],
  ['<div class="highlight-pycon notranslate"><div class="highlight"><pre>a</pre></div></div>', 'python'],
  ['<div class="highlight-default notranslate"><div class="highlight"><pre>a</pre></div></div>', undefined],
  ['<div class="highlight-console notranslate"><div class="highlight"><pre>a</pre></div></div>', 'console'],
  ['<pre class="prettyprint lang-config">a</pre>', undefined],
  ['<pre class="prettyprint lang-perl">a</pre>', 'perl'],
  ['<pre><code class="language-gleam">a</code></pre>', 'gleam'],
  ['<div class="highlight-python notranslate"><div class="highlight"><pre>a</pre></div></div>', 'python'],
  ['<div class="code-block"><pre><code class="plaintext">a</code></pre></div>', undefined],
  ['<div><div class="bar"><span>bash</span><button>Copy</button></div><pre><code>a</code></pre></div>', 'bash'],
  ['<pre><div><div>bash</div><div><button>Copy</button></div><div><code>a</code></div></div></pre>', 'bash'],
  ['<pre data-enlighter-language="php">a</pre>', 'php'],
  [
    '<div class="language-ruby"><div><pre><code><table><tr><td class="gutter"><pre>1</pre></td><td class="code"><pre>a</pre></td></tr></table></code></pre></div></div>',
    'ruby',
  ],
])('finds the language of %s', async (block, language) => {
  const code = language === undefined ? '<code>a</code>' : `<code class="language-${language}">a</code>`;
  expect(await prepared(block)).toContain(`<pre>${code}</pre>`);
});
