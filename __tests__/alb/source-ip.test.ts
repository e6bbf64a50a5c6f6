import { isInNetwork } from "../../modules/alb";

test.each([
  ["203.0.113.7", "203.0.113.0/24", true],
  ["203.0.114.7", "203.0.113.0/24", false],
  ["192.0.2.127", "192.0.2.0/25", true],
  ["192.0.2.128", "192.0.2.0/25", false],
  ["8.8.8.8", "0.0.0.0/0", true],
  ["198.51.100.7", "198.51.100.7/32", true],
  ["198.51.100.6", "198.51.100.7/32", false],
  ["2001:db8:0:ffff::1", "2001:db8::/48", true],
  ["2001:db8:1::1", "2001:db8::/48", false],
  ["2001:db8::1", "0.0.0.0/0", false],
  ["10.0.0.1", "::/0", false],
])("%s in %s: %s", (address, cidr, expected) => {
  expect(isInNetwork(address, cidr)).toBe(expected);
});
