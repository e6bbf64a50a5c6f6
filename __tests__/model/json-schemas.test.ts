import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../../modules/model";

const DIRECTORY = join(__dirname, "../../schemas");

interface Schema {
  readonly description?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly [key: string]: unknown;
}

/** Every schema inside one, by path. */
function* inside(schema: Schema, path = ""): Generator<[path: string, schema: Schema]> {
  yield [path, schema];
  for (const [key, one] of Object.entries(schema.properties ?? {})) yield* inside(one, `${path}.${key}`);
  if (schema.items !== undefined) yield* inside(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === "object") yield* inside(schema.additionalProperties, `${path}.*`);
  if (schema.propertyNames !== undefined) yield* inside(schema.propertyNames, `${path} names`);
  for (const one of schema.anyOf ?? []) yield* inside(one, path);
}

const schemas = Object.entries(jsonSchemas()).map(([name, text]) => ({
  name,
  text,
  schema: JSON.parse(text) as Schema,
}));

test("the committed files are all there is", () => {
  expect(readdirSync(DIRECTORY).sort()).toEqual(schemas.map(({ name }) => name).sort());
});

describe.each(schemas)("$name", ({ name, text, schema }) => {
  test("is fresh (else: npm run schemas)", () => {
    expect(readFileSync(join(DIRECTORY, name), "utf8")).toBe(text);
  });

  test("allows comments in an editor, and no trailing commas, as the reader does", () => {
    expect(schema).toMatchObject({ allowComments: true, allowTrailingCommas: false });
  });

  test("describes every field", () => {
    const bare = [...inside(schema)].flatMap(([path, { properties }]) =>
      Object.entries(properties ?? {}).flatMap(([key, one]) => (one.description ? [] : [`${path}.${key}`])),
    );
    expect(bare).toEqual([]);
  });

  test("refuses unknown keys, allows $schema, and has patterns that compile", () => {
    expect(schema.properties).toHaveProperty("$schema");
    for (const [, { properties, additionalProperties, pattern }] of inside(schema)) {
      if (properties !== undefined) expect(additionalProperties).toBe(false);
      if (pattern !== undefined) expect(() => new RegExp(pattern, "u")).not.toThrow();
    }
  });
});

test("show defaults and the words that a field takes", () => {
  const all = new Map(schemas.flatMap(({ schema }) => [...inside(schema)]));
  expect(all.get(".routes[].pathType")).toMatchObject({
    default: "Prefix",
    enum: ["Prefix", "Exact", "ImplementationSpecific"],
  });
  expect(all.get(".services.*.protocolVersion")).toMatchObject({ default: "HTTP1", enum: ["HTTP1", "HTTP2", "GRPC"] });
  expect(all.get(".loadBalancers.*.headroom")).toMatchObject({ default: 0.05, minimum: 0, maximum: 0.9 });
});
