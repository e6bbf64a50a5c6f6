import { type DnsRecord, readDnsRecord, writeDnsRecord } from "../../modules/external-dns";

test.each<[DnsRecord, Readonly<Record<string, string>>]>([
  [
    { kind: "weighted", setIdentifier: "shop-edge-1", weight: 0 },
    {
      "external-dns.alpha.kubernetes.io/aws-weight": "0",
      "external-dns.alpha.kubernetes.io/set-identifier": "shop-edge-1",
    },
  ],
  [{ kind: "simple" }, {}],
  [{ kind: "hidden" }, { "external-dns.alpha.kubernetes.io/controller": "none" }],
])("%j is written and read", (record, annotations) => {
  expect(writeDnsRecord(record)).toEqual(annotations);
  expect(readDnsRecord(annotations)).toEqual(record);
});

test("an Ingress that names external-dns itself is visible", () => {
  expect(readDnsRecord({ "external-dns.alpha.kubernetes.io/controller": "dns-controller" })).toEqual({
    kind: "simple",
  });
});
