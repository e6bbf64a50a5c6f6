/**
 * Terraform's native syntax from what cdktf's elements say of themselves. cdktf's own renderer escapes neither
 * backslashes nor, beside a `${`, quotes; it writes lists inside of maps as maps, and blocks that its provider package
 * has no types for (a web ACL's statements) as attributes.
 *
 * Language: developer.hashicorp.com/terraform/language/syntax/configuration, …/language/expressions/strings
 */

/** A part of a configuration, as `TerraformElement.toHclTerraform` gives it, with its tokens resolved. */
export type Fragment = Readonly<Record<string, unknown>>;

type Attributes = Readonly<Record<string, unknown>>;

/** How an element describes one attribute; provider elements write the keys in snake case. */
interface Described {
  readonly value: unknown;
  readonly type?: string;
  readonly isBlock?: boolean;
  readonly is_block?: boolean;
}

/** The configuration that the fragments make up. */
export function renderHcl(fragments: readonly Fragment[]): string {
  const all = <T>(kind: string) => fragments.flatMap((fragment) => (fragment[kind] as T | undefined) ?? []);
  const locals = Object.assign({}, ...all<Attributes>("locals"));
  const blocks = [
    terraformBlock(all<Attributes>("terraform")),
    ...(Object.keys(locals).length === 0 ? [] : [block("locals", locals)]),
    ...all<Readonly<Record<string, readonly Attributes[]>>>("provider").flatMap((provider) =>
      Object.entries(provider).flatMap(([type, bodies]) => bodies.map((body) => block(`provider "${type}"`, body))),
    ),
    ...(["data", "resource"] as const).flatMap((kind) =>
      all<Readonly<Record<string, Readonly<Record<string, Attributes>>>>>(kind).flatMap((types) =>
        Object.entries(types).flatMap(([type, bodies]) =>
          Object.entries(bodies).map(([name, body]) => block(`${kind} "${type}" "${name}"`, body)),
        ),
      ),
    ),
    ...all<Readonly<Record<string, Attributes>>>("output").flatMap((output) =>
      Object.entries(output).map(([name, body]) => block(`output "${name}"`, body)),
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function terraformBlock(parts: readonly Attributes[]): string {
  const providers = Object.assign({}, ...parts.map(({ required_providers }) => required_providers));
  const backends = Object.assign({}, ...parts.map(({ backend }) => backend)) as Readonly<Record<string, Attributes>>;
  const inner = [
    block("required_providers", providers),
    ...Object.entries(backends).map(([type, body]) => block(`backend "${type}"`, body)),
  ];
  return `terraform {\n${indent(inner.join("\n"))}\n}`;
}

function block(head: string, body: Attributes): string {
  const lines = Object.entries(body).flatMap(([name, value]) => (name === "//" ? [] : attribute(name, value)));
  return lines.length === 0 ? `${head} {\n}` : `${head} {\n${indent(lines.join("\n"))}\n}`;
}

/** An attribute or blocks; nothing where there is no value. */
function attribute(name: string, given: unknown): string[] {
  if (name === "lifecycle") return [block(name, lifecycle(given as Attributes))];
  if (name === "depends_on") return [`${name} = ${reference(given)}`];
  const { value, type, isBlock, is_block } = described(given);
  if (value === undefined || value === null) return [];
  if (isBlock || is_block) return blocksOf(value).map((body) => block(name, body));
  // Only what the provider package has no types for is simple and has parts: blocks, all the way down.
  if (type === "simple" && typeof value === "object") return nestedBlocks(name, value);
  return [`${name} = ${value instanceof Reference ? value.text : expression(value)}`];
}

function described(given: unknown): Described {
  return typeof given === "object" && given !== null && "value" in given ? (given as Described) : { value: given };
}

function blocksOf(value: unknown): readonly Attributes[] {
  return Array.isArray(value) ? value : [value as Attributes];
}

function nestedBlocks(name: string, value: object): string[] {
  return blocksOf(value).map((body) => {
    const lines = Object.entries(body).flatMap(([key, inner]) =>
      typeof inner === "object" && inner !== null && (!Array.isArray(inner) || typeof inner[0] === "object")
        ? nestedBlocks(key, inner)
        : attribute(key, inner),
    );
    return lines.length === 0 ? `${name} {\n}` : `${name} {\n${indent(lines.join("\n"))}\n}`;
  });
}

/** Addresses, which stand without quotes. */
class Reference {
  constructor(readonly text: string) {}
}

function lifecycle(given: Attributes): Attributes {
  const { replace_triggered_by, ...others } = given;
  if (replace_triggered_by === undefined) return others;
  return { ...others, replace_triggered_by: new Reference(reference(replace_triggered_by)) };
}

function reference(addresses: unknown): string {
  return `[${(addresses as readonly string[]).join(", ")}]`;
}

function expression(value: unknown): string {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `[${value.map(expression).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return "{}";
  return `{\n${indent(entries.map(([key, inner]) => `${quote(key)} = ${expression(inner)}`).join("\n"))}\n}`;
}

/** A text, whose interpolations stay as they are; one that is nothing else becomes the expression itself. */
function text(value: string): string {
  return value.startsWith("${") && interpolationEnd(value, 0) === value.length ? value.slice(2, -1) : quote(value);
}

function quote(value: string): string {
  let quoted = "";
  for (let at = 0; at < value.length; ) {
    if (value.startsWith("$${", at)) {
      quoted += "$${";
      at += 3;
    } else if (value.startsWith("${", at)) {
      const end = interpolationEnd(value, at);
      quoted += value.slice(at, end);
      at = end;
    } else {
      quoted += escaped(value[at]!);
      at++;
    }
  }
  return `"${quoted}"`;
}

/** Where the interpolation that begins at a place is over. */
function interpolationEnd(value: string, start: number): number {
  let depth = 0;
  for (let at = start; at < value.length; at++) {
    if (value[at] === '"') at += /^"(?:[^"\\]|\\.)*/.exec(value.slice(at))![0].length;
    else if (value[at] === "{") depth++;
    else if (value[at] === "}" && --depth === 0) return at + 1;
  }
  throw new Error(`There is an interpolation without an end in ${value}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return ESCAPES[character] ?? (code < 32 || code === 127 ? `\\u${code.toString(16).padStart(4, "0")}` : character);
}

function indent(lines: string): string {
  return lines.replace(/^(?=.)/gm, "  ");
}
