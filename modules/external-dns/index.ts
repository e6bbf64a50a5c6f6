export {
  type DnsRecord,
  EXTERNAL_DNS_PREFIX,
  EXTERNAL_DNS_PREFIXES,
  HIDDEN,
  MAX_DNS_WEIGHT,
  ROUTING_KEYS,
  readDnsRecord,
  writeDnsRecord,
} from "./annotations";
