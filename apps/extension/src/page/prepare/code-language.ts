/** Names by which highlighters call languages when the class has no prefix; the value is what a code fence says. */
const LANGUAGES = new Set(
  (
    'abap actionscript ada apache applescript arduino asm astro awk bash bat batch c clojure cmake cobol coffeescript console ' +
    'cpp crystal cs csharp css csv cuda d dart debcontrol diff django docker dockerfile dotnet elixir elm erb erlang excel ' +
    'fish fortran fsharp git glsl go golang gradle graphql groovy haml handlebars haskell hcl hlsl html http ini ' +
    'java javascript jinja js json json5 jsonc jsx julia kotlin kt latex less lisp log lua makefile markdown matlab md mdx ' +
    'mermaid mysql nginx nim nix objc objectivec ocaml octave pascal perl pgsql php plsql postgresql powershell prolog ' +
    'properties proto protobuf ps1 puppet py python r rb regex rs rst ruby rust sass scala scheme scss sed sh shell ' +
    'shellscript smalltalk solidity sql stylus svelte swift tcl terraform tex toml ts tsx twig typescript vb vba ' +
    'verilog vhdl vim vue wasm wat xhtml xml xquery yaml yml zig zsh'
  ).split(' '),
);
/** What tools write where a block is in no language, or where their reader told them none. */
const NO_LANGUAGE = new Set(
  (
    'none no nohighlight no-highlight nocode plain plaintext plain_text text txt raw auto default guess undefined null ' +
    'unknown other code source example output result console-output config'
  ).split(' '),
).add('');
const ALIASES: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  'c#': 'csharp',
  'f#': 'fsharp',
  'objective-c': 'objc',
  // Lexers of Pygments for versions, sessions and mixtures of one language.
  py3: 'python',
  python2: 'python',
  python3: 'python',
  ipython: 'python',
  ipython2: 'python',
  ipython3: 'python',
  pycon: 'python',
  pycon3: 'python',
  pytb: 'python',
  'shell-session': 'console',
  shellsession: 'console',
  'bash-session': 'console',
  doscon: 'console',
  'html+django': 'django',
  'html+jinja': 'jinja',
  rout: 'r',
  rconsole: 'r',
};

/** `language-x`, `lang-x`, GitHub's `highlight-source-x` and `highlight-text-html-basic`, Sphinx's `highlight-x`. */
const PREFIXED = /^(?:language|lang|highlight-source|highlight-text|highlight|code|brush|syntax)[-:]([\w+#.-]+)$/i;
const BRUSH = /\bbrush:\s*([\w+#-]+)/i;
const ATTRIBUTES = [
  'data-lang',
  'data-language',
  'data-code-language',
  'data-programming-language',
  'data-enlighter-language',
];

/** The language that an element's own attributes name, for a code fence; an empty string says that there is none. */
export function languageOf(element: Element): string | undefined {
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value !== null) return normalised(value);
  }
  const classes = element.getAttribute('class') ?? '';
  const brush = BRUSH.exec(classes)?.[1];
  if (brush) return normalised(brush);
  const tokens = classes.split(/\s+/);
  for (const token of tokens) {
    const named = PREFIXED.exec(token)?.[1];
    if (named && isLanguage(named, token)) return normalised(named);
  }
  return tokens.map((token) => languageNamed(token)).find((language) => language !== undefined);
}

/** The fence name of a language if `text` is nothing but its name. */
export function languageNamed(text: string): string | undefined {
  const name = text.trim().toLowerCase();
  const alias = ALIASES[name] ?? name;
  return LANGUAGES.has(alias) ? alias : undefined;
}

/**
 * `highlight-` and the like also begin the names of wrappers (`code-block`), and `lang-` those of kinds of files
 * (`lang-config`); `language-` never does.
 */
function isLanguage(name: string, token: string): boolean {
  return /^(?:language|highlight-(?:source|text))[-:]/i.test(token) || languageNamed(name) !== undefined;
}

function normalised(name: string): string {
  const lower = name.trim().toLowerCase();
  if (lower === 'html-basic') return 'html';
  if (NO_LANGUAGE.has(lower)) return '';
  return ALIASES[lower] ?? lower;
}
