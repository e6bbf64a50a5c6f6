import { acmeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "invalid-path";
const route = (path: string, pathType: string) =>
  acmeFiles({ routes: `[{"path": ${path}, "pathType": "${pathType}", "service": "api"}]` });

test.each([
  ["/api/v1.2/~x", "Prefix"],
  ["/a'b@c:d+e&f$g", "Exact"],
  ['/a\\"b', "Exact"],
  ["/*/export?.csv", "ImplementationSpecific"],
  ["/a//b/./c", "ImplementationSpecific"],
])("takes %s (%s)", (path, pathType) => {
  expectAccepted(route(`"${path}"`, pathType));
});

test.each([
  ["api", "Prefix", "does not begin with /"],
  ["*", "ImplementationSpecific", "does not begin with /"],
  ["/a%20b", "Prefix", "character that ALB does not allow"],
  ["/a b", "Prefix", "character that ALB does not allow"],
  ["/ü", "Exact", "character that ALB does not allow"],
  ["/a#b", "Prefix", "character that ALB does not allow"],
  ["/a(b)", "ImplementationSpecific", "character that ALB does not allow"],
  ["/a?x=1", "Prefix", "wildcard"],
  ["/a/*", "Prefix", "wildcard"],
  ["/a*", "Exact", "wildcard"],
  ["/a//b", "Prefix", "Kubernetes refuses"],
  ["/a/./b", "Exact", "Kubernetes refuses"],
  ["/a/../b", "Prefix", "Kubernetes refuses"],
  ["/a/..", "Exact", "Kubernetes refuses"],
  ["/.", "Prefix", "Kubernetes refuses"],
])("refuses %s (%s)", (path, pathType, message) => {
  expectFindings(route(`▶"${path}"`, pathType), { code, path: "routes[0].path", message });
});

test("says nothing of wildcards while the path's type is wrong", () => {
  const files = (path: string, type: string) => acmeFiles({ routes: `[{"path": ${path}, ${type}, "service": "api"}]` });
  expectFindings(files('"/a*"', '▶"pathtype": "ImplementationSpecific"'), { code: "unknown-key" });
  expectFindings(files('"/*"', '"pathType": ▶"Wildcard"'), { code: "invalid-value", path: "routes[0].pathType" });
});
