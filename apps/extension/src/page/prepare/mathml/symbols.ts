/** Signs that stand between two things, with room on both sides. Signs that TeX writes as they are map to themselves. */
const BETWEEN: Readonly<Record<string, string>> = {
  ...asTheyAre('+ = < > :='),
  ...pairs(`- - − - ± \\pm ∓ \\mp × \\times ÷ \\div · \\cdot ⋅ \\cdot ∙ \\cdot ∘ \\circ ∗ * * * ⋆ \\star • \\bullet
    ∩ \\cap ∪ \\cup ∖ \\setminus ∧ \\land ∨ \\lor ⊕ \\oplus ⊖ \\ominus ⊗ \\otimes ⊙ \\odot ⊎ \\uplus ⊓ \\sqcap ⊔ \\sqcup
    ≠ \\ne ≡ \\equiv ≢ \\not\\equiv ≈ \\approx ≅ \\cong ≃ \\simeq ∼ \\sim ≁ \\nsim ≍ \\asymp ∝ \\propto ≐ \\doteq ≔ :=
    ≜ \\triangleq ≤ \\le ≥ \\ge ⩽ \\leqslant ⩾ \\geqslant ≦ \\leqq ≧ \\geqq ≪ \\ll ≫ \\gg ≮ \\nless ≯ \\ngtr ≰ \\nleq ≱ \\ngeq
    ≲ \\lesssim ≳ \\gtrsim ≺ \\prec ≻ \\succ ⪯ \\preceq ⪰ \\succeq ∈ \\in ∉ \\notin ∋ \\ni ⊂ \\subset ⊃ \\supset ⊆ \\subseteq
    ⊇ \\supseteq ⊊ \\subsetneq ⊋ \\supsetneq ⊄ \\not\\subset ⊈ \\nsubseteq ⊢ \\vdash ⊣ \\dashv ⊨ \\models ⊥ \\perp ⟂ \\perp
    ∥ \\parallel ∦ \\nparallel ∣ \\mid ∤ \\nmid ⋈ \\bowtie ⊲ \\triangleleft ⊳ \\triangleright
    → \\to ⟶ \\longrightarrow ← \\leftarrow ⟵ \\longleftarrow ↔ \\leftrightarrow ⟷ \\longleftrightarrow ⇒ \\Rightarrow
    ⟹ \\implies ⇐ \\Leftarrow ⟸ \\impliedby ⇔ \\Leftrightarrow ⟺ \\iff ↦ \\mapsto ⟼ \\longmapsto ↪ \\hookrightarrow
    ↩ \\hookleftarrow ↠ \\twoheadrightarrow ⇌ \\rightleftharpoons ⇋ \\leftrightharpoons ⇄ \\rightleftarrows ⇀ \\rightharpoonup
    ↽ \\leftharpoondown ⇝ \\rightsquigarrow ⊸ \\multimap`),
};

/** All other signs for which TeX has a name, and those to which it gives a meaning of its own. */
const OTHERS: Readonly<Record<string, string>> = pairs(`
  α \\alpha β \\beta γ \\gamma δ \\delta ϵ \\epsilon ε \\varepsilon ζ \\zeta η \\eta θ \\theta ϑ \\vartheta ι \\iota κ \\kappa
  ϰ \\varkappa λ \\lambda μ \\mu µ \\mu ν \\nu ξ \\xi ο o π \\pi ϖ \\varpi ρ \\rho ϱ \\varrho σ \\sigma ς \\varsigma τ \\tau
  υ \\upsilon φ \\varphi ϕ \\phi χ \\chi ψ \\psi ω \\omega ϝ \\digamma Γ \\Gamma Δ \\Delta ∆ \\Delta Θ \\Theta Λ \\Lambda
  Ξ \\Xi Π \\Pi Σ \\Sigma Υ \\Upsilon ϒ \\Upsilon Φ \\Phi Ψ \\Psi Ω \\Omega Ω \\Omega
  Α A Β B Ε E Ζ Z Η H Ι I Κ K Μ M Ν N Ο O Ρ P Τ T Χ X
  ∑ \\sum ∏ \\prod ∐ \\coprod ∫ \\int ∬ \\iint ∭ \\iiint ∮ \\oint ⋃ \\bigcup ⋂ \\bigcap ⋁ \\bigvee ⋀ \\bigwedge
  ⨁ \\bigoplus ⨂ \\bigotimes ⨀ \\bigodot ⨄ \\biguplus ⨆ \\bigsqcup
  ∞ \\infty ∂ \\partial ∇ \\nabla √ \\surd ∅ \\varnothing ⌀ \\varnothing ∀ \\forall ∃ \\exists ∄ \\nexists ¬ \\neg ⊤ \\top
  ∠ \\angle ∡ \\measuredangle △ \\triangle □ \\square ■ \\blacksquare ∎ \\blacksquare ◻ \\square ⋄ \\diamond ◊ \\lozenge ∴ \\therefore
  ∵ \\because ℏ \\hbar ħ \\hbar ℓ \\ell ℘ \\wp ℜ \\Re ℑ \\Im ℵ \\aleph ℶ \\beth ð \\eth ı \\imath ȷ \\jmath
  ℝ \\mathbb{R} ℂ \\mathbb{C} ℕ \\mathbb{N} ℤ \\mathbb{Z} ℚ \\mathbb{Q} ℙ \\mathbb{P} ℍ \\mathbb{H} ⅅ D ⅆ d ⅇ e ⅈ i ⅉ j
  ℒ \\mathcal{L} ℋ \\mathcal{H} ℱ \\mathcal{F} ℰ \\mathcal{E} ℬ \\mathcal{B} ℳ \\mathcal{M} ℛ \\mathcal{R} ℐ \\mathcal{I}
  ℯ \\mathcal{e} ℊ \\mathcal{g} ℴ \\mathcal{o} ℭ \\mathfrak{C} ℌ \\mathfrak{H} ℨ \\mathfrak{Z} ℎ h
  … \\ldots ⋯ \\cdots ⋮ \\vdots ⋱ \\ddots ... \\ldots † \\dagger ‡ \\ddagger ° ^{\\circ} ′ ' ″ '' ‴ ''' ‵ \\backprime
  ↑ \\uparrow ↓ \\downarrow ↕ \\updownarrow ⇑ \\Uparrow ⇓ \\Downarrow ↗ \\nearrow ↘ \\searrow ↙ \\swarrow ↖ \\nwarrow
  ⟨ \\langle ⟩ \\rangle 〈 \\langle 〉 \\rangle 〈 \\langle 〉 \\rangle ⌈ \\lceil ⌉ \\rceil ⌊ \\lfloor ⌋ \\rfloor ‖ \\| ∕ / ⁄ /
  ♯ \\sharp ♭ \\flat ♮ \\natural £ \\pounds § \\S ¶ \\P ∶ :
  { \\{ } \\} $ \\$ % \\% & \\& # \\# _ \\_ \\ \\backslash ~ \\sim ^ \\wedge`);

/** Signs that also stand before what they belong to, without room. */
const SIGNS = new Set([...'+-−±∓']);
/** What says how to read a formula, and is not seen. */
const UNSEEN = /[\u2061-\u2064\u200B-\u200D\u2060\uFEFF]/g;

const FUNCTIONS = new Set(
  `arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin
  sinh sup tan tanh`.split(/\s+/),
);

/** The text of a token without what is not seen. */
export function seen(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

/** The command of a function that TeX knows: of `sin`, and of `lim sup`. */
export function functionOf(name: string): string | undefined {
  const word = name.replace(/\s/g, '');
  return FUNCTIONS.has(word) ? `\\${word}` : undefined;
}

/** What TeX writes for a sign or a letter that is not in ASCII. */
export function symbolOf(sign: string): string | undefined {
  return own(BETWEEN, sign) ?? own(OTHERS, sign);
}

export function isBetween(sign: string): boolean {
  return own(BETWEEN, sign) !== undefined;
}

export function mayBeSign(sign: string): boolean {
  return SIGNS.has(sign);
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function pairs(words: string): Record<string, string> {
  const all = words.trim().split(/\s+/);
  return Object.fromEntries(all.flatMap((word, n) => (n % 2 === 0 ? [[word, all[n + 1] ?? word]] : [])));
}

function asTheyAre(signs: string): Record<string, string> {
  return Object.fromEntries(signs.split(' ').map((sign) => [sign, sign]));
}
