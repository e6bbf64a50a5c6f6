/** What an attribute may be; `rule` completes "Write …". */
interface AttributeValue {
  readonly pattern: RegExp;
  readonly rule: string;
}

const BOOLEAN: AttributeValue = { pattern: /^(?:true|false)$/, rule: '"true" or "false"' };
const BUCKET: AttributeValue = { pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, rule: "the name of an S3 bucket" };
const PREFIX: AttributeValue = {
  pattern: /^(?!.*AWSLogs)[A-Za-z0-9!_.'()-]+(?:\/[A-Za-z0-9!_.'()-]+)*$/,
  rule: "a key prefix without slashes at its ends and without AWSLogs",
};

function oneOf(...values: string[]): AttributeValue {
  return { pattern: new RegExp(`^(?:${values.join("|")})$`), rule: values.map((value) => `"${value}"`).join(" or ") };
}

/**
 * Attributes of an Application Load Balancer and what each may be
 * (ELBv2 API reference, LoadBalancerAttribute). One wrong attribute makes ModifyLoadBalancerAttributes fail, and
 * with it every reconciliation of the group. Attributes with a field of their own in `platform.json` are not listed.
 */
export const LOAD_BALANCER_ATTRIBUTES: ReadonlyMap<string, AttributeValue> = new Map([
  [
    "client_keep_alive.seconds",
    {
      pattern: /^(?:[6-9]\d|[1-9]\d{2,4}|[1-5]\d{5}|60[0-3]\d{3}|604[0-7]\d{2}|604800)$/,
      rule: "a number of seconds from 60 to 604800, in quotes",
    },
  ],
  ["connection_logs.s3.enabled", BOOLEAN],
  ["connection_logs.s3.bucket", BUCKET],
  ["connection_logs.s3.prefix", PREFIX],
  ["health_check_logs.s3.enabled", BOOLEAN],
  ["health_check_logs.s3.bucket", BUCKET],
  ["health_check_logs.s3.prefix", PREFIX],
  ["ipv6.deny_all_igw_traffic", BOOLEAN],
  // Always on for an ALB; a target group can switch it off.
  ["load_balancing.cross_zone.enabled", { pattern: /^true$/, rule: '"true": an ALB balances across zones always' }],
  ["routing.http.desync_mitigation_mode", oneOf("monitor", "defensive", "strictest")],
  ["routing.http.drop_invalid_header_fields.enabled", BOOLEAN],
  ["routing.http.preserve_host_header.enabled", BOOLEAN],
  ["routing.http.x_amzn_tls_version_and_cipher_suite.enabled", BOOLEAN],
  ["routing.http.xff_client_port.enabled", BOOLEAN],
  ["routing.http.xff_header_processing.mode", oneOf("append", "preserve", "remove")],
  ["routing.http2.enabled", BOOLEAN],
  ["waf.fail_open.enabled", BOOLEAN],
  ["zonal_shift.config.enabled", BOOLEAN],
]);
