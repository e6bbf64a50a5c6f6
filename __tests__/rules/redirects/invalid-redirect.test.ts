import { acmeFiles, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const code = "invalid-redirect";
const redirect = (text: string, fields: Record<string, string> = {}) =>
  acmeFiles({ redirect: `{${text}, "statusCode": 301}`, ...fields });
const inside = { loadBalancer: '"inside"' };

test.each([
  '"host": "www.acme.example"',
  '"host": "www.#{host}.acme.example", "path": "/#{host}/#{port}/#{path}"',
  '"host": "acme.xn--p1ai", "query": "a=b&#{query}&p=#{protocol}%23"',
  '"port": 8443, "protocol": "HTTPS"',
  '"port": "65535"',
])("takes %s", (text) => {
  expectAccepted(redirect(text));
});

test("takes a redirect from HTTP to another port of HTTPS", () => {
  expectAccepted(redirect('"protocol": "HTTPS", "port": 443', inside));
});

test.each([
  ["host", "*.acme.example", /wildcard/],
  ["host", "WWW.acme.example", /canonical/],
  ["host", "www.acme.example:8443", /canonical/],
  ["host", "https://www.acme.example", /canonical/],
  ["host", "www", /no dot/],
  ["host", "10.0.0.1", /IP address/],
  ["host", "a_#{host}", /makes no DNS name/],
  ["host", "#{path}.example", /#\{path\}, which ALB does not know there/],
  ["path", "/#{query}", /#\{query\}, which/],
  ["path", "/#{foo}", /#\{foo\}, which/],
  ["path", "/a#b", /#, which/],
  ["path", "/a?b", /question mark/],
  ["path", "/a b", /space/],
  ["query", "a=#{", /#\{, which/],
  ["query", "a b", /space/],
  ["query", "ü", /non-ASCII/],
])("refuses the %s %s", (field, text, message) => {
  const other = field !== "host" ? '"host": "www.acme.example", ' : "";
  expectFindings(redirect(`${other}"${field}": ▶"${text}"`), { code, path: `redirect.${field}`, message });
});

test("looks at routes as well", () => {
  const routes = '[{"path": "/a", "redirect": {"host": ▶"x", "statusCode": 302}}]';
  expectFindings(acmeFiles({ routes }), { code, path: "routes[0].redirect.host" });
});

test("refuses to lead from HTTPS to HTTP, and to HTTPS where nobody speaks it", () => {
  expectFindings(redirect('"host": "www.acme.example", "protocol": ▶"HTTP"'), { code, message: "HTTPS to HTTP" });
  expectFindings(redirect('"protocol": ▶"HTTPS"', inside), { code, help: '"port": 443' });
});

test("looks at the redirect of hosts that nobody claims as well", () => {
  const responses = '{"unknownHost": {"redirect": {"host": ▶"*.shop.example", "statusCode": 302}}}';
  const path = "responses.unknownHost.redirect.host";
  expectFindings({ "platform.json": platformText({ responses }) }, { code: "invalid-redirect", path });
});
