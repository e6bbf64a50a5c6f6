import { redirectAction, redirectLocation } from "../../modules/alb";

test.each([
  [{ protocol: "HTTPS", port: 443 }, "http://a.example/x?y=1", "https://a.example/x?y=1"],
  [{ host: "b.example" }, "https://a.example/x", "https://b.example/x"],
  [{ path: "/new/#{path}" }, "https://a.example/x/y", "https://a.example/new/x/y"],
  [{ path: "/", query: "" }, "https://a.example/x?y=1", "https://a.example/"],
  [{ query: "from=#{host}&#{query}" }, "https://a.example/x?y=1", "https://a.example/x?from=a.example&y=1"],
  [{ host: "www.#{host}" }, "http://a.example:8080/", "http://www.a.example:8080/"],
  [{ protocol: "HTTPS" }, "http://a.example/", "https://a.example:80/"],
] as const)("%j sends %s to %s", (redirect, from, to) => {
  expect(redirectLocation(redirectAction({ ...redirect, statusCode: 301 }), from)).toBe(to);
});

test("what is no URL is given as it would be sent", () => {
  const action = { ...redirectAction({ statusCode: 302 }), host: "not a host" };
  expect(redirectLocation(action, "https://a.example/x")).toBe("https://not a host:443/x");
});
