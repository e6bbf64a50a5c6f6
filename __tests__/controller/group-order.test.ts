import { compareGroupMembers, readGroupOrder, readList, readMap } from "../../modules/controller";

test.each([
  [undefined, 0],
  ["0", 0],
  ["-1000", -1000],
  ["1000", 1000],
])("the order %p is %p", (text, value) => {
  expect(readGroupOrder(text)).toEqual({ ok: true, value });
});

test.each(["1001", "-1001", "1.5", "first", ""])("the order %p stops the group", (text) => {
  expect(readGroupOrder(text)).toEqual({ ok: false, error: { kind: "invalid-group-order", text, stopsGroup: true } });
});

test("members are ordered by their order, then by namespace and name as text", () => {
  const member = (order: number, id: string) => ({
    groupOrder: order,
    namespace: id.split("/")[0]!,
    name: id.split("/")[1]!,
  });
  const members = [member(1, "a/a"), member(0, "b/a"), member(0, "a/b"), member(0, "a/B"), member(-1, "z/z")];
  expect([...members].sort(compareGroupMembers).map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
    "z/z",
    "a/B",
    "a/b",
    "b/a",
    "a/a",
  ]);
});

test("lists and maps are read as the controller reads them", () => {
  expect(readList(" a, b,,c ")).toEqual(["a", "b", "c"]);
  expect(readList("")).toEqual([]);
  expect(readMap("a=1, b = x=y ")).toEqual(
    new Map([
      ["a", "1"],
      ["b", "x=y"],
    ]),
  );
  expect(readMap("a=1,b")).toBeUndefined();
});
