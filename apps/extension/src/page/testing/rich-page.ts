/** A page with something of everything that the passes over a page look for, and of what is hard to read in markup. */
export const RICH_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rich &amp; odd</title>
<style>.gone{display:none} a>b{color:red}</style><script>if (1 < 2) document.title += "</b>";</script>
<script type="application/ld+json">{"@type":"Article"}</script></head>
<body class="page wide"><!-- a <b>comment</b> --><nav><a href="/">Home</a></nav>
<div class="gone">Nobody sees this</div><div role="dialog" class="cookie-banner">We use cookies</div>
<noscript><img src="/pixel.gif"></noscript><template><p>in <template><b>two</b></template> templates</p></template>
<main id="main"><h1>Rich &amp; odd<a class="headerlink" href="#main">¶</a></h1>
<p data-x="a > b &quot;c&quot; &nbsp; d">Text&nbsp;with <em>markup</em>, <b>bold <strong>twice</strong></b>, x &lt; y &amp;&amp; z &gt; 0,
a<br>break<br><br>and a <a href="/note?a=1&amp;b=2" title="x">link</a>, <code>code &amp; <a href="/c">c</a></code>, <q>said</q>, 10<sup>2</sup>,
<img src="data:," data-src="/lazy.png" alt="lazy"><img src="/dot.gif" width="1" height="1"><img alt="🎉" src="/e.png"> end.</p>
<h2 class="x"><a href="#s">Lists</a></h2><ul><li>one<ul><li>deep</li></ul></li><ul><li>stray</li></ul>loose<li><p>para</p></li><li></li></ul>
<ol start="3"><li>c</li><li value="7">g</li></ol><ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul>
<dl><dt>Term</dt><dd>Meaning</dd></dl><dl class="py"><dt class="sig"><em>class </em><code class="descname">P</code>(<em>a</em>)<br><a href="#P">¶</a></dt></dl>
<dl><dt>: <b>own</b> <i>bold</i></dt><dd><code>a.</code><code>b</code> <kbd>C</kbd><kbd>D</kbd></dd></dl><blockquote><p>Quote</p><footer>Somebody</footer></blockquote>
<table><caption>Sums</caption><tr><th>a<th colspan="2">b<tr><td rowspan="2">1<td>2|3<td>4<tr><td>5<td><pre>6
7</pre></table><table role="presentation"><tr><td>layout</td></tr></table>
<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
<div class="highlight-source-js"><pre><span class="k">let</span> a = 1 &lt; 2;<br>b</pre></div>
<figure><pre><code class="language-css"><span class="line">a{}</span>
<span class="line">b{}</span></code></pre><figcaption>css</figcaption></figure>
<div class="admonition warning"><p class="admonition-title">Beware</p><p>Hot</p></div><aside class="note">An aside</aside>
<div class="warning"><table><tr><td><img alt="[!]" src="/w.png"></td><th>Mind</th></tr><tr><td><p>Hot</p></td></tr></table></div>
<p>Before</p><div class="sidebar"><div><p class="title">Aside: <em>why</em></p></div><p>Because of that, and more.</p></div>
<div class="fragment"><div class="line"><span class="lineno">1</span>int a;</div>
<div class="line"><span class="lineno">2</span>  b();</div></div><pre>CREATE <code>a</code> FROM <code>b</code></pre>
<table class="mlabels"><tr><td><table class="memname"><tr><td>int f</td><td>(</td><td>int a )</td></tr></table></td><td><span class="mlabel">inline</span></td></tr></table>
<p>Next: <a href="/2" accesskey="n" rel="next">Two</a></p><ul class="docnav"><li><a href="/1">One</a></li></ul><p>[<a href="#top">Top</a>]</p>
<h3 id="share">Share <a class="srclink" href="/s">source</a> · <a class="viewcode-link" href="/v">[v]</a></h3><p>An <acronym title="A">A</acronym> <strike>B</strike></p>
<details open><summary class="hideme">Expand</summary>In</details><div class="share-bar"><a href="/x">Post</a></div>
<p>Known<sup><a href="#fn1" id="ref1">1</a></sup> and<span class="sidenote">beside</span>, said<a class="footnote-reference" href="#id3" id="id1">2</a>,
meant<a class="footnote-reference" href="#id4" id="id2">3</a>, done<a id="DOCF1" href="#FOOT1"><sup>4</sup></a>, and so<a class="footnote-reference" href="#id4">5</a>.</p>
<dl class="footnote"><dt class="label" id="id3"><span><a class="fn-backref" href="#id1">2</a></span></dt><dd><p>A term</p></dd></dl><h3 id="id4">Twice</h3>
<aside class="footnote" id="id4" role="note"><span class="label">[<a role="doc-backlink" href="#id2">3</a>]</span><p>An aside</p></aside>
<h5><a id="FOOT1" href="#DOCF1">(4)</a></h5><p>Under a heading</p><hr><tt>old</tt><center>middle</center>
<svg viewBox="0 0 1 1"><title>s</title><foreignObject><p>svg text</p></foreignObject><linearGradient id="g"></linearGradient></svg>
<math><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation encoding="application/x-tex">a/b</annotation></math>
<a href="/card"><h3>Card</h3><p>Text of it</p></a><a href="/void"> </a><a></a><iframe src="/v" title="film"></iframe>
<video src="/v.mp4"></video><hr><p> </p><p>Last<p>unclosed</main>
<section class="footnotes"><hr><ol><li id="fn1">The note <a href="#ref1">↩</a></li></ol></section>
<form class="newsletter-signup"><input type="email"><button>Subscribe</button></form><div id="comments">A reply</div>
<footer>All rights reserved</footer></body></html>`;
