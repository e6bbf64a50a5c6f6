type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;
type Child = Node | string | undefined | readonly Child[];

/**
 * Makes an element. Text only ever becomes text: there is no way to pass markup.
 *
 * @param attributes a function is a listener (`onclick`); false and undefined leave the attribute out
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** More characters may be wider than a phone's line has room for beside a title, whatever the font. */
const LONG = 16;

/** A name, an address, a path: stays in one line, and scrolls by itself where it is wider than that. */
export function token(text: string, className = ""): HTMLElement {
  return element("bdi", { class: `${tokenClass(text)} ${className}`.trim() }, text);
}

/**
 * What somebody wrote, or a sentence with names in it: lines end between words, never in a name, an address or a path.
 * Isolated, so that marks for right-to-left text in it do not reorder what stands around it.
 */
export function written(text: string, className?: string): HTMLElement {
  // A share stays with what it is the share of.
  const words = text.split(/(\s+(?!\d+ %|%))/);
  return element(
    "bdi",
    { class: className },
    words.map((word) => (isToken(word) ? element("span", { class: tokenClass(word) }, word) : word)),
  );
}

function tokenClass(text: string): string {
  return text.length > LONG ? "token long" : "token";
}

/** Whether a browser could end a line in a word, or would have to. */
function isToken(word: string): boolean {
  return /^[!-~][ -~]*$/.test(word) && (/[^A-Za-z].|\d/.test(word) || word.length > LONG);
}

function fill<T extends Element>(target: T, attributes: Attributes, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") target.addEventListener(name.replace(/^on/, ""), value);
    else if (value !== undefined && value !== false) target.setAttribute(name, value === true ? "" : String(value));
  }
  append(target, children);
  return target;
}

function append(target: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(target, child);
    else if (child !== undefined) target.append(child as Node | string);
  }
}
