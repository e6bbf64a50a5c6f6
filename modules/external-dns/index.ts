export {
  AWS_WEIGHT_KEY,
  CONTROLLER_KEY,
  type DnsRecord,
  EXTERNAL_DNS_PREFIX,
  EXTERNAL_DNS_PREFIXES,
  HIDDEN,
  MAX_DNS_WEIGHT,
  ROUTING_KEYS,
  readDnsRecord,
  SET_IDENTIFIER_KEY,
  writeDnsRecord,
} from "./annotations";
