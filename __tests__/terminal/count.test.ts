import { count } from "../../modules/terminal";

test("one thing is one, all other numbers are many", () => {
  expect([0, 1, 1.5, 2].map((number) => count(number, "tenant"))).toEqual([
    "0 tenants",
    "1 tenant",
    "1.5 tenants",
    "2 tenants",
  ]);
  expect([1, 2].map((number) => count(number, "Ingress", "Ingresses"))).toEqual(["1 Ingress", "2 Ingresses"]);
});
