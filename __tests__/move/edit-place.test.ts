import fc from "fast-check";
import { parse, visit } from "jsonc-parser";
import { editPlace } from "../../modules/move/edit-place";
import type { TenantPlace } from "../../modules/plan";
import { runs } from "../support/property-runs";

const place = (loadBalancer: string, alsoOn: string[] = [], traffic?: Record<string, number>): TenantPlace => ({
  loadBalancer,
  alsoOn,
  traffic,
});

test("a file as people write it keeps its comments and its shape", () => {
  const text = `{
  // The first customer.
  "hosts": ["acme.shop.example"], // theirs
  "order": 3 // of 900
}
`;
  const serving = editPlace(text, place("a"), place("a", ["b"]));
  expect(serving).toBe(`{
  // The first customer.
  "hosts": ["acme.shop.example"], // theirs
  "alsoOn": ["b"],
  "order": 3 // of 900
}
`);
  const weighed = editPlace(serving, place("a", ["b"]), place("a", ["b"], { a: 90, b: 10 }));
  expect(weighed).toContain('  "alsoOn": ["b"],\n  "traffic": { "a": 90, "b": 10 },\n  "order"');
  const settled = editPlace(weighed, place("a", ["b"], { a: 90, b: 10 }), place("b", ["a"], { a: 0, b: 100 }));
  expect(settled).toContain('"loadBalancer": "b",\n  "alsoOn": ["a"],\n  "traffic": { "a": 0, "b": 100 },\n');
  expect(editPlace(settled, place("b", ["a"], { a: 0, b: 100 }), place("b"))).toBe(`{
  // The first customer.
  "hosts": ["acme.shop.example"], // theirs
  "loadBalancer": "b",
  "order": 3 // of 900
}
`);
});

test("a file of one line stays one", () => {
  const text = '{ "hosts": ["acme.shop.example"] }';
  const weighed = editPlace(text, place("a"), place("a", ["b"], { a: 90, b: 10 }));
  expect(weighed).toBe('{ "hosts": ["acme.shop.example"], "alsoOn": ["b"], "traffic": { "a": 90, "b": 10 } }');
  expect(editPlace(weighed, place("a", ["b"], { a: 90, b: 10 }), place("a"))).toBe(text);
});

test("lists that stand over several lines, tabs and Windows' line ends stay", () => {
  const text = '{\r\n\t"hosts": ["a.example"],\r\n\t"alsoOn": [\r\n\t\t"b", // the spare\r\n\t\t"c"\r\n\t]\r\n}\r\n';
  const edited = editPlace(text, place("a", ["b", "c"]), place("a", ["b", "c", "d"]));
  expect(edited).toBe(text.replace('\t\t"c"\r\n', '\t\t"c",\r\n\t\t"d"\r\n'));
  expect(editPlace(edited, place("a", ["b", "c", "d"]), place("a", ["c", "d"]))).toBe(
    '{\r\n\t"hosts": ["a.example"],\r\n\t"alsoOn": [\r\n\t\t// the spare\r\n\t\t"c",\r\n\t\t"d"\r\n\t]\r\n}\r\n',
  );
});

const key = fc.constantFrom("a", "b", "c", "d");
const arbitraryPlace = fc
  .record({
    keys: fc.uniqueArray(key, { minLength: 1 }),
    weights: fc.option(fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }), { nil: undefined }),
  })
  .map(({ keys: [loadBalancer = "a", ...alsoOn], weights }): TenantPlace => {
    const traffic = Object.fromEntries([loadBalancer, ...alsoOn].map((one, index) => [one, weights?.[index] ?? 0]));
    return { loadBalancer, alsoOn, traffic: alsoOn.length > 0 && weights !== undefined ? traffic : undefined };
  });

/** A file that says a place, with comments, white space and fields at random. */
const file = fc
  .record({
    place: arbitraryPlace,
    gaps: fc.array(fc.constantFrom("", " ", "\n  ", " // note\n  ", "/* x */", "\r\n\t"), {
      minLength: 40,
      maxLength: 40,
    }),
    sayHome: fc.boolean(),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  })
  .map(({ place, gaps, sayHome, order }) => {
    let at = 0;
    const gap = () => gaps[at++ % gaps.length]!;
    const list = (open: string, entries: readonly string[], close: string) =>
      `${open}${gap()}${entries.map((entry) => `${entry}${gap()}`).join(`,${gap()}`)}${close}`;
    const fields = [
      `"hosts":${gap()}["acme.shop.example"]`,
      `"order": 3`,
      ...(sayHome ? [`"loadBalancer": ${JSON.stringify(place.loadBalancer)}`] : []),
      ...(place.alsoOn.length > 0
        ? [
            `"alsoOn": ${list(
              "[",
              place.alsoOn.map((one) => JSON.stringify(one)),
              "]",
            )}`,
          ]
        : []),
      ...(place.traffic === undefined
        ? []
        : [
            `"traffic": ${list(
              "{",
              Object.entries(place.traffic).map(([one, weight]) => `"${one}":${gap()}${weight}`),
              "}",
            )}`,
          ]),
    ];
    const shuffled = order.flatMap((index) => fields[index] ?? []);
    return { place, text: list("{", shuffled, "}"), sayHome };
  });

function commentsIn(text: string): string[] {
  const comments: string[] = [];
  visit(text, { onComment: (offset, length) => comments.push(text.slice(offset, offset + length)) });
  return comments;
}

test("whatever the file looks like, it then says the new place, and nothing else has changed", () => {
  fc.assert(
    fc.property(file, arbitraryPlace, ({ place: before, text, sayHome }, after) => {
      const edited = editPlace(text, before, after);
      const errors: unknown[] = [];
      const {
        hosts,
        order,
        loadBalancer,
        alsoOn = [],
        traffic,
      } = parse(edited, errors as never[], {
        allowTrailingComma: false,
      });
      expect(errors).toEqual([]);
      expect({ hosts, order }).toEqual({ hosts: ["acme.shop.example"], order: 3 });
      const isSaid = sayHome || before.loadBalancer !== after.loadBalancer;
      expect(loadBalancer).toBe(isSaid ? after.loadBalancer : undefined);
      expect([...alsoOn].sort()).toEqual([...after.alsoOn].sort());
      expect(traffic).toEqual(after.traffic);
    }),
    runs(300),
  );
});

test("a comment outside of what is removed stays", () => {
  fc.assert(
    fc.property(file, arbitraryPlace, ({ place: before, text }, after) => {
      if (before.alsoOn.some((one) => !after.alsoOn.includes(one)) || before.traffic !== undefined) return;
      expect(commentsIn(editPlace(text, before, after))).toEqual(commentsIn(text));
    }),
    runs(200),
  );
});
