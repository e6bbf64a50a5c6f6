export {
  type DnsRecord,
  EXTERNAL_DNS_PREFIX,
  HIDDEN,
  EXTERNAL_DNS_PREFIXES,
  MAX_DNS_WEIGHT,
  ROUTING_KEYS,
  readDnsRecord,
  writeDnsRecord,
} from "./annotations";
