/*
 * What external-dns reads on an Ingress (source/annotations and provider/aws of kubernetes-sigs/external-dns).
 */

export const EXTERNAL_DNS_PREFIX = "external-dns.alpha.kubernetes.io/";

/** Both prefixes that it reads: newer versions take the one without a stage. */
export const EXTERNAL_DNS_PREFIXES: readonly string[] = [EXTERNAL_DNS_PREFIX, "external-dns.kubernetes.io/"];

/** Tells records of one name apart; Route 53 needs it for every record with a weight. */
const SET_IDENTIFIER_KEY = `${EXTERNAL_DNS_PREFIX}set-identifier`;
const AWS_WEIGHT_KEY = `${EXTERNAL_DNS_PREFIX}aws-weight`;

/** With any value but `dns-controller`, external-dns does not see the Ingress. */
const CONTROLLER_KEY = `${EXTERNAL_DNS_PREFIX}controller`;

/** Keeps an Ingress from external-dns. */
export const HIDDEN = { [CONTROLLER_KEY]: "none" };

/** The annotations that decide where DNS leads. */
export const ROUTING_KEYS: readonly string[] = [SET_IDENTIFIER_KEY, AWS_WEIGHT_KEY, CONTROLLER_KEY];

/** [Route 53] Weights of records. */
export const MAX_DNS_WEIGHT = 255;

/** How the records of an Ingress take part in DNS. */
export type DnsRecord =
  | { readonly kind: "weighted"; readonly setIdentifier: string; readonly weight: number }
  /** One record for a name, whoever has made it first. */
  | { readonly kind: "simple" }
  | { readonly kind: "hidden" };

export function writeDnsRecord(record: DnsRecord): Readonly<Record<string, string>> {
  switch (record.kind) {
    case "weighted":
      return { [AWS_WEIGHT_KEY]: String(record.weight), [SET_IDENTIFIER_KEY]: record.setIdentifier };
    case "simple":
      return {};
    case "hidden":
      return HIDDEN;
  }
}

/** The same from the annotations of an Ingress, as external-dns takes them. */
export function readDnsRecord(annotations: Readonly<Record<string, unknown>>): DnsRecord {
  const controller = annotations[CONTROLLER_KEY];
  if (controller !== undefined && controller !== "dns-controller") return { kind: "hidden" };
  const setIdentifier = annotations[SET_IDENTIFIER_KEY];
  if (typeof setIdentifier !== "string" || setIdentifier === "") return { kind: "simple" };
  return { kind: "weighted", setIdentifier, weight: Number(annotations[AWS_WEIGHT_KEY] ?? 0) };
}
