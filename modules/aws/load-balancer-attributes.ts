/**
 * Attributes of an Application Load Balancer and what each may be
 * (ELBv2 API reference, LoadBalancerAttribute). One wrong attribute makes ModifyLoadBalancerAttributes fail, and
 * with it every reconciliation of the group. Attributes with a field of their own in `platform.json` are not listed.
 */
export const LOAD_BALANCER_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  "client_keep_alive.seconds": /^(?:[6-9]\d|[1-9]\d{2,5})$/,
  "connection_logs.s3.enabled": /^(?:true|false)$/,
  "connection_logs.s3.bucket": /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "connection_logs.s3.prefix": /^[^$%]*$/,
  "health_check_logs.s3.enabled": /^(?:true|false)$/,
  "health_check_logs.s3.bucket": /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "health_check_logs.s3.prefix": /^[^$%]*$/,
  "routing.http.desync_mitigation_mode": /^(?:monitor|defensive|strictest)$/,
  "routing.http.drop_invalid_header_fields.enabled": /^(?:true|false)$/,
  "routing.http.preserve_host_header.enabled": /^(?:true|false)$/,
  "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": /^(?:true|false)$/,
  "routing.http.xff_client_port.enabled": /^(?:true|false)$/,
  "routing.http.xff_header_processing.mode": /^(?:append|preserve|remove)$/,
  "routing.http2.enabled": /^(?:true|false)$/,
  "waf.fail_open.enabled": /^(?:true|false)$/,
  "zonal_shift.config.enabled": /^(?:true|false)$/,
};
