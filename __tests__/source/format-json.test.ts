import { formatJson } from "../../modules/source";

test("writes a line for every key, and each value in one line where it fits", () => {
  expect(
    formatJson({
      hosts: ["acme.shop.example", "www.acme.example"],
      loadBalancer: undefined,
      order: 3,
      weights: { web: 90, api: 10 },
      labels: {},
    }),
  ).toBe(`{
  "hosts": ["acme.shop.example", "www.acme.example"],
  "order": 3,
  "weights": { "web": 90, "api": 10 },
  "labels": {}
}
`);
});

test("breaks what is too long, and lists of objects", () => {
  const host = "a-rather-long-name-of-a-host.shop.example";
  expect(
    formatJson({
      hosts: [host, host, host],
      routes: [
        { path: "/a", service: "api" },
        { path: "/b", redirect: { path: "/", statusCode: 301 } },
      ],
    }),
  ).toBe(`{
  "hosts": [
    "${host}",
    "${host}",
    "${host}"
  ],
  "routes": [
    { "path": "/a", "service": "api" },
    { "path": "/b", "redirect": { "path": "/", "statusCode": 301 } }
  ]
}
`);
});

test("no line is longer than 100 characters while a value can be broken", () => {
  const exactly = (length: number) => ({ a: ["x".repeat(length)] });
  // Two spaces, the key and colon, brackets, quotes, and a comma that may follow.
  expect(formatJson(exactly(88)).split("\n")[1]).toHaveLength(99);
  expect(formatJson(exactly(89)).split("\n")[1]).toBe('  "a": [');
});

test("says what was given", () => {
  const value = { text: 'a "b" \n', list: [1, null, true, [2, [3]]], nested: { "a/b": { c: [] } } };
  expect(JSON.parse(formatJson(value))).toEqual(value);
});
