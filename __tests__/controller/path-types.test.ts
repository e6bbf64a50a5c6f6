import { orderPaths, pathPatterns } from "../../modules/controller";

test.each([
  ["Exact", "/api", ["/api"]],
  ["Exact", "/api/", ["/api/"]],
  ["Prefix", "/", ["/*"]],
  ["Prefix", "/api", ["/api", "/api/*"]],
  ["Prefix", "/api/", ["/api", "/api/*"]],
  ["ImplementationSpecific", "/v?/*", ["/v?/*"]],
] as const)("%s %s becomes %j", (pathType, path, patterns) => {
  expect(pathPatterns({ pathType, path })).toEqual(patterns);
});

test("Exact as written, Prefix with the longest first, ImplementationSpecific as written", () => {
  const routes = [
    { path: "/z*", pathType: "ImplementationSpecific" },
    { path: "/a", pathType: "Prefix" },
    { path: "/b/////", pathType: "Prefix" },
    { path: "/a*", pathType: "ImplementationSpecific" },
    { path: "/abc", pathType: "Prefix" },
    { path: "/z", pathType: "Exact" },
    { path: "/a", pathType: "Exact" },
  ] as const;
  expect(orderPaths(routes).map(({ path }) => path)).toEqual(["/z", "/a", "/abc", "/a", "/b/////", "/z*", "/a*"]);
});
