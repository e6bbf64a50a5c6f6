import { acmeFiles, expectAccepted, expectFindings, platformText, tenantText } from "../../support/checked-files";

const code = "redirect-loop";
const to = (text: string) => `{${text}, "statusCode": 302}`;
const tenant = (text: string, fields: Record<string, string> = {}) => acmeFiles({ redirect: to(text), ...fields });
const routes = (...list: [path: string, to: string][]) =>
  acmeFiles({ routes: `[${list.map(([path, target]) => `{"path": "${path}", "redirect": ${target}}`).join(",\n")}]` });

test("takes redirects that end somewhere", () => {
  expectAccepted(tenant('"host": "www.acme.example"'));
  expectAccepted(tenant('"port": 8443'));
  expectAccepted(routes(["/old", to('"path": "/new"')], ["/new", to('"path": "/"')]));
});

test("refuses one that changes nothing", () => {
  const message = "changes neither";
  expectFindings(acmeFiles({ redirect: '▶{"statusCode": 301}' }), { code, path: "redirect", message });
  expectFindings(acmeFiles({ redirect: `▶${to('"host": "#{host}", "path": "/#{path}", "port": "#{port}"')}` }), {
    code,
    message,
  });
});

test.each([
  '"host": "acme.shop.example"',
  '"path": "/"',
  '"path": "/shop/#{path}"',
  '"port": 443',
  '"protocol": "HTTPS"',
])("refuses a whole tenant that sends to itself: %s", (text) => {
  expectFindings(acmeFiles({ redirect: `▶${to(text)}` }), { code, message: "does not end" });
});

test("refuses the same on HTTP", () => {
  expectFindings(acmeFiles({ loadBalancer: '"inside"', redirect: `▶${to('"path": "/x"')}` }), { code });
});

test("refuses routes that lead to themselves or to each other", () => {
  expectFindings(routes(["/a", `▶${to('"path": "/a/b"')}`]), { code, path: "routes[0].redirect" });
  expectFindings(routes(["/a", `▶${to('"path": "/b"')}`], ["/b", `▶${to('"path": "/a"')}`]), { code });
});

test("refuses tenants that lead to each other, on whatever load balancers", () => {
  expectFindings(
    {
      "tenants/acme.json": tenantText({ redirect: `▶${to('"host": "b.shop.example"')}` }),
      "tenants/b.json": tenantText({ hosts: '["b.shop.example"]', redirect: `▶${to('"host": "acme.shop.example"')}` }),
    },
    { code },
  );
});

test("knows whose host it is below a wildcard", () => {
  const hosts = '["*.eu.shop.example"]';
  expectFindings(acmeFiles({ hosts, redirect: `▶${to('"host": "www.eu.shop.example"')}` }), { code });
  expectAccepted({
    "tenants/acme.json": tenantText({ hosts, redirect: to('"host": "www.eu.shop.example"') }),
    "tenants/b.json": tenantText({ hosts: '["www.eu.shop.example"]' }),
  });
});

test("refuses one that changes the query only, as AWS does, also where other routes answer first", () => {
  const message = "changes neither";
  expectFindings(acmeFiles({ redirect: `▶${to('"query": "a=b"')}` }), { code, message });
  const list = `[{"path": "/ax", "pathType": "Exact", "service": "api"},
    {"path": "/a*", "pathType": "ImplementationSpecific", "redirect": ▶${to('"query": "a=b"')}}]`;
  expectFindings(acmeFiles({ routes: list }), { code, path: "routes[1].redirect", message });
});

test("looks at every load balancer of the tenant: to HTTPS goes round where HTTPS is already", () => {
  const toHttps = to('"protocol": "HTTPS", "port": 443');
  expectAccepted(acmeFiles({ loadBalancer: '"inside"', redirect: toHttps }));
  expectFindings(acmeFiles({ loadBalancer: '"inside"', alsoOn: '["edge"]', redirect: `▶${toHttps}` }), { code });
  expectFindings(acmeFiles({ loadBalancer: '"edge"', alsoOn: '["inside"]', redirect: `▶${toHttps}` }), { code });
});

test("is not misled by other routes and tenants that answer some of the requests before", () => {
  const list = `[{"path": "/a?", "pathType": "ImplementationSpecific", "service": "api"},
    {"path": "/a*", "pathType": "ImplementationSpecific", "redirect": ▶${to('"path": "/any"')}}]`;
  expectFindings(acmeFiles({ routes: list }), { code, path: "routes[1].redirect", message: "does not end" });
  expectFindings(
    {
      "tenants/acme.json": tenantText({ hosts: '["*.eu.shop.example"]', redirect: `▶${to('"port": 443')}` }),
      "tenants/b.json": tenantText({ hosts: '["x.eu.shop.example"]' }),
    },
    { code },
  );
});

test("knows that a client sent to HTTPS on the way stays there", () => {
  // b is HTTPS only: what comes back from it asks acme for HTTPS, where acme does not listen.
  expectAccepted({
    "tenants/acme.json": tenantText({ loadBalancer: '"inside"', redirect: to('"host": "b.shop.example"') }),
    "tenants/b.json": tenantText({ hosts: '["b.shop.example"]', redirect: to('"host": "acme.shop.example"') }),
  });
});

test("refuses what the controller takes for a loop, though another route answers there", () => {
  const below = (path: string, pathType: string, mark = "") =>
    acmeFiles({
      routes: `[{"path": "/blog", "pathType": "Exact", "service": "api"},
        {"path": "${path}", "pathType": "${pathType}", "redirect": ${mark}${to('"path": "/blog"')}}]`,
    });
  expectFindings(below("/blog", "Prefix", "▶"), { code, path: "routes[1].redirect", message: "leaves it out" });
  expectAccepted(below("/blog/*", "ImplementationSpecific"));
});

test("follows a tenant's own redirect past the routes beside it", () => {
  const list = (path: string) => `[{"path": "${path}", "service": "api"}]`;
  expectAccepted(tenant('"path": "/shop"', { routes: list("/shop") }));
  expectFindings(acmeFiles({ routes: list("/other"), redirect: `▶${to('"path": "/shop"')}` }), { code });
  const denied = '[{"path": "/shop", "respond": {"statusCode": 404}}]';
  expectAccepted(tenant('"path": "/shop"', { routes: denied }));
});

describe("of hosts that nobody claims", () => {
  const unknown = (text: string, fields: Record<string, string> = {}) => ({
    "platform.json": platformText({ responses: `{"unknownHost": {"redirect": ${text}}}` }),
    "tenants/acme.json": tenantText(fields),
  });
  const path = "responses.unknownHost.redirect";

  test("takes redirects to a tenant's host, and to hosts elsewhere", () => {
    expectAccepted(unknown(to('"host": "acme.shop.example"')));
    expectAccepted(unknown(to('"host": "www.elsewhere.example", "path": "/"')));
  });

  test("refuses those that keep the host, change nothing, or come back by way of a tenant", () => {
    expectFindings(unknown(`▶${to('"path": "/"')}`), { code, path, message: "does not end" });
    expectFindings(unknown(`▶${to('"host": "www.#{host}"')}`), { code, path });
    expectFindings(unknown(`▶${to('"query": "a=b"')}`), { code, path, message: "changes neither" });
    const back = { redirect: `▶${to('"path": "/x"')}` };
    expectFindings(unknown(`▶${to('"host": "acme.shop.example"')}`, back), { code });
  });
});
