import { acmeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "unreachable-route";
const routes = (...list: [path: string, pathType?: string][]) => {
  const text = list.map(
    ([path, pathType]) => `{"path": ${path}, ${pathType ? `"pathType": "${pathType}", ` : ""}"service": "api"}`,
  );
  return acmeFiles({ routes: `[${text.join(",\n")}]` });
};

test("takes routes that all answer something", () => {
  expectAccepted(
    routes(['"/a"', "Exact"], ['"/a"'], ['"/a/b"'], ['"/"', "Exact"], ['"/a*"', "ImplementationSpecific"]),
  );
});

test("refuses the same path twice, in whatever spelling", () => {
  expectFindings(routes(['▷"/a"'], ['▶"/a/"']), {
    code,
    path: "routes[1].path",
    message: "/a/ (Prefix) can never be reached",
  });
  expectFindings(routes(['▷"/a"', "Exact"], ['▶"/a"', "Exact"]), { code });
});

test("refuses a pattern behind one that covers it, in the controller's order rather than the file's", () => {
  expectFindings(routes(['▶"/a/*"', "ImplementationSpecific"], ['▷"/a"']), { code, path: "routes[0].path" });
  expectFindings(routes(['▷"/*.php"', "ImplementationSpecific"], ['▶"/x?.php"', "ImplementationSpecific"]), { code });
});

test("refuses a route that leaves nothing to the tenant's own service", () => {
  expectFindings(routes(['▶"/"']), { code, message: "the tenant's own service can never be reached" });
  expectFindings(routes(['▶"/*"', "ImplementationSpecific"]), { code });
});
