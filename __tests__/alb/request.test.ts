import { parseRequest, RequestError, withScheme } from "../../modules/alb";

test.each([
  ["https://acme.shop.example/api/x", { protocol: "HTTPS", port: 443, host: "acme.shop.example", path: "/api/x" }],
  ["http://acme.shop.example", { protocol: "HTTP", port: 80, host: "acme.shop.example", path: "/" }],
  [
    "HTTPS://ACME.Shop.Example:8443/API?a=b#c",
    { protocol: "HTTPS", port: 8443, host: "acme.shop.example", path: "/API" },
  ],
  ["https://bücher.example/", { protocol: "HTTPS", port: 443, host: "xn--bcher-kva.example", path: "/" }],
  ["https://a.test/x/../y/./z", { path: "/y/z" }],
  ["https://a.test/%7Euser/%2e%2E/a%2Fb%2f", { path: "/a%2Fb%2f" }],
  ["https://a.test/%7Euser/ü b", { path: "/%7Euser/%C3%BC%20b" }],
  ["https://a.test//x", { path: "//x" }],
  ["https://10.0.0.1/x", { host: "10.0.0.1" }],
  ["https://[2001:DB8::1]:443/x", { host: "[2001:db8::1]", port: 443 }],
])("reads %s", (url, expected) => {
  expect(parseRequest(url)).toMatchObject(expected);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:DB8:0:0::1", "2001:db8::1"],
  ["::ffff:10.0.0.1", "10.0.0.1"],
])("reads the source IP %s", (text, sourceIp) => {
  expect(parseRequest("https://a.test/", text).sourceIp).toBe(sourceIp);
});

test.each([
  ["acme.shop.example/api", undefined, "has no scheme"],
  ["acme.shop.example:443/api", undefined, "has no scheme"],
  ["", undefined, "has no scheme"],
  ["ftp://acme.shop.example/", undefined, "has the scheme ftp"],
  ["https://", undefined, "is not valid"],
  ["https://a.test:99999/", undefined, "is not valid"],
  ["https://a b.test/", undefined, "is not valid"],
  ["https://user:secret@a.test/", undefined, "user name or password"],
  ["https://*.shop.example/", undefined, "a pattern for a host"],
  ["https://a.test/", "10.0.0.0/8", "is no IPv4 or IPv6 address"],
  ["https://a.test/", "10.1", "is no IPv4 or IPv6 address"],
  ["https://a.test/", "0x0a000001", "is no IPv4 or IPv6 address"],
  ["https://a.test/", "fe80::1%eth0", "is no IPv4 or IPv6 address"],
  ["https://a.test/", "256.0.0.1", "is no IPv4 or IPv6 address"],
  ["https://a.test/", "", "is no IPv4 or IPv6 address"],
])("refuses %j from %j", (url, sourceIp, message) => {
  const parse = () => parseRequest(url, sourceIp);
  expect(parse).toThrow(RequestError);
  expect(parse).toThrow(message);
});

test("a password is not repeated in the message", () => {
  expect(() => parseRequest("https://user:secret@a.test/")).toThrow(expect.not.stringContaining("secret"));
});

test.each([
  ["acme.shop.example", "http://acme.shop.example"],
  [" acme.shop.example:8080/a?b=c.d", "http://acme.shop.example:8080/a?b=c.d"],
  ["bücher.example#top", "http://bücher.example#top"],
])("completes %j, which has no scheme", (url, completed) => {
  expect(withScheme(url, "http")).toBe(completed);
});

test.each([
  "https://a.test/",
  "ftp://a.test/x",
  "acme/path.html",
  "localhost:80",
  "mailto:me@a.test",
  "/a.b",
  "",
  "a b.test",
])("leaves %j as it is", (url) => {
  expect(withScheme(url, "http")).toBe(url);
});
