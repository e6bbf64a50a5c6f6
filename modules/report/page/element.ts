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

/** What somebody wrote: isolated, so that marks for right-to-left text in it do not reorder what stands around it. */
export function written(text: string, className?: string): HTMLElement {
  return element("bdi", { class: className }, text);
}

/**
 * A name that may go on in the next line behind a separator of its own, never in the middle of a word: a host name, a
 * path, a target group.
 */
export function breakable(text: string): HTMLElement {
  const parts = text.split(/(?<=[.\-/:_,@])(?=.)/);
  return element("bdi", {}, ...parts.flatMap((part, index) => (index === 0 ? [part] : [element("wbr"), part])));
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
