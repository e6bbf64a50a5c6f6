import {
  annotationScope,
  finalizerEvidence,
  isGroupName,
  optimizeRules,
  orderAsWritten,
  paramsAsAnnotations,
  parseListenPorts,
  patternsAsWritten,
  readFlag,
  readInteger,
  readList,
  readMap,
  SUBNETS_BY_TAGS,
  type TypedPath,
} from "../../modules/controller";

/** The controller's rules for Ingresses that others have written. */

const prefix = (path: string): TypedPath => ({ path, pathType: "Prefix" });

test("Prefix paths are ordered by their length as written, equals keep their order", () => {
  const paths = [
    prefix("/a"),
    prefix("/é"),
    prefix("/b/"),
    prefix("/app"),
    { path: "/*", pathType: "ImplementationSpecific" as const },
  ];
  const ordered = orderAsWritten([...paths, { path: "/z", pathType: "Exact" as const }]);
  expect(ordered.map(({ path }) => path)).toEqual(["/z", "/app", "/é", "/b/", "/a", "/*"]);
});

test.each<[TypedPath, string[]]>([
  [prefix("/"), ["/*"]],
  [prefix("/app"), ["/app", "/app/*"]],
  [prefix("/app/"), ["/app", "/app/*"]],
  [prefix("/app//"), ["/app/", "/app//*"]],
  [{ path: "/app/", pathType: "Exact" }, ["/app/"]],
  [{ path: "/a*", pathType: "ImplementationSpecific" }, ["/a*"]],
  [{ path: "", pathType: "ImplementationSpecific" }, []],
])("%j has the patterns %j", (path, patterns) => {
  expect(patternsAsWritten(path)).toEqual(patterns);
});

describe("the rule optimizer", () => {
  const HTTPS = { port: 443, protocol: "HTTPS" } as const;
  const rule = (
    name: string,
    redirect?: object,
    hosts = ["a.example"],
    paths = ["/*"],
    hasOtherConditions = false,
  ) => ({
    name,
    hosts,
    paths,
    hasOtherConditions,
    redirect,
  });
  const kept = (listener: Parameters<typeof optimizeRules>[0], ...rules: ReturnType<typeof rule>[]) =>
    optimizeRules(listener, rules).map(({ name }) => name);

  test.each<[string, object]>([
    ["to HTTPS", { protocol: "HTTPS", port: "443" }],
    ["to HTTPS of its own host", { protocol: "HTTPS", port: 443, host: "a.example" }],
    ["to port 443 only", { port: "443" }],
    [
      "with every placeholder",
      { host: "#{host}", path: "/#{path}", query: "#{query}", port: "#{port}", protocol: "#{protocol}" },
    ],
    ["to the path of its own condition", { path: "/*" }],
  ])("a redirect %s is left out on HTTPS 443", (_, redirect) => {
    expect(kept(HTTPS, rule("redirect", redirect), rule("web"))).toEqual(["web"]);
  });

  test.each<[string, object]>([
    ["to another host", { host: "b.example" }],
    ["to another path", { path: "/new" }],
    ["without its query", { query: "" }],
    ["to another port", { port: "8443" }],
    ["to HTTP", { protocol: "HTTP" }],
  ])("a redirect %s stays, and takes everything behind it", (_, redirect) => {
    expect(kept(HTTPS, rule("redirect", redirect), rule("web"))).toEqual(["redirect"]);
  });

  test("on HTTP 80 the redirect to HTTPS stays, and takes what is behind it on the same hosts", () => {
    const toHttps = rule("redirect", { protocol: "HTTPS", port: "443" });
    const other = rule("other", undefined, ["b.example"]);
    expect(kept({ port: 80, protocol: "HTTP" }, toHttps, rule("web"), other)).toEqual(["redirect", "other"]);
  });

  test("a redirect of any host and path leaves nothing behind it; one with other conditions takes nothing", () => {
    const everywhere = { host: "new.example" };
    const other = rule("other", undefined, ["b.example"], ["/x"]);
    expect(kept(HTTPS, rule("redirect", everywhere, [], []), rule("web"), other)).toEqual(["redirect"]);
    expect(kept(HTTPS, rule("redirect", everywhere, [], [], true), rule("web"))).toEqual(["redirect", "web"]);
  });

  test("sets of texts are compared, not what patterns match", () => {
    const wild = rule("wild", { host: "new.example" }, ["*.example"]);
    const path = rule("path", { host: "new.example" }, ["a.example"], ["/x", "/x/*"]);
    const below = rule("below", undefined, ["a.example"], ["/x/y"]);
    const same = rule("same", undefined, ["a.example"], ["/x"]);
    expect(kept(HTTPS, wild, path, below, same)).toEqual(["wild", "path", "below"]);
  });
});

test("values of annotations as the controller's parser reads them", () => {
  expect(readList(" a, ,b,")).toEqual(["a", "b"]);
  expect(readList("")).toEqual([]);
  expect([...readMap("a=1, b = x=y")!]).toEqual([
    ["a", "1"],
    ["b", "x=y"],
  ]);
  expect([...readMap("a=1\\,2,b=3")!]).toEqual([
    ["a", "1,2"],
    ["b", "3"],
  ]);
  expect(readMap("")?.size).toBe(0);
  expect(readMap("a=1,b")).toBeUndefined();
  expect(readMap("=1")).toBeUndefined();
  expect([readFlag("True"), readFlag("0"), readFlag("yes")]).toEqual([true, false, undefined]);
  expect([readInteger("-5"), readInteger("5.0"), readInteger(""), readInteger("2147483648")]).toEqual([
    -5,
    undefined,
    undefined,
    undefined,
  ]);
});

test("listen-ports: malformed or empty is nothing", () => {
  expect(parseListenPorts('[{"HTTP":80},{"HTTPS":443}]')).toEqual([
    { port: 80, protocol: "HTTP" },
    { port: 443, protocol: "HTTPS" },
  ]);
  for (const text of ["", "80", "[]", "[1]", '[{"http":80}]', '[{"HTTP":"80"}]', '[{"HTTP":0}]', '[{"TCP":80}]']) {
    expect([text, parseListenPorts(text)]).toEqual([text, undefined]);
  }
});

test("finalizers tell the controller and the group; names of groups are checked", () => {
  expect(finalizerEvidence(["foregroundDeletion"])).toBeUndefined();
  expect(finalizerEvidence(["ingress.k8s.aws/resources"])).toEqual({
    controller: "aws-load-balancer-controller",
    groups: [],
  });
  expect(finalizerEvidence(["x", "group.ingress.eks.amazonaws.com/edge"])).toEqual({
    controller: "eks-auto-mode",
    groups: ["edge"],
  });
  expect(["edge", "a.b-c", "", "-a", "A", "a".repeat(64)].map(isGroupName)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test("annotations that the controller does not know have no scope, whatever JavaScript knows", () => {
  expect(annotationScope("scheme")).toBe("load-balancer");
  expect(annotationScope("frontend-nlb-eip-allocations")).toBe("frontend-nlb");
  expect(annotationScope("actions.x")).toBe("rules");
  for (const name of ["frobnicate", "constructor", "waf-acl", "group"]) expect(annotationScope(name)).toBeUndefined();
});

test("IngressClassParams as annotations; what they leave open they do not say", () => {
  expect([...paramsAsAnnotations({ name: "x" })]).toEqual([]);
  const params = {
    name: "x",
    certificateArn: ["arn:1", "arn:2"],
    inboundCIDRs: [],
    sslRedirectPort: "443",
    tags: [{ key: "team", value: "a,b" }],
    subnets: {},
    listeners: [{ protocol: "HTTPS", port: 443, listenerAttributes: [{ key: "a", value: "b" }] }],
  };
  expect(Object.fromEntries(paramsAsAnnotations(params))).toEqual({
    "certificate-arn": "arn:1,arn:2",
    "ssl-redirect": "443",
    tags: "team=a\\,b",
    subnets: SUBNETS_BY_TAGS,
    "listener-attributes.HTTPS-443": "a=b",
  });
});
