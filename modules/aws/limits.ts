/**
 * AWS's limits, each with where it comes from. Nothing else in this project writes such a number; what an identifier
 * looks like (an ARN, a bucket's name) stands with its field.
 *
 * Sources:
 * - [quotas] Quotas for your Application Load Balancers, elasticloadbalancing/latest/application/load-balancer-limits.html
 * - [rules] Listener rules for your Application Load Balancer (conditions, actions)
 * - [conditions] Condition types for listener rules, elasticloadbalancing/latest/application/rule-condition-types.html
 * - [api] ELBv2 API reference, CreateTargetGroup, CreateLoadBalancer, CreateRule
 * - [waf] AWS WAF, rate-based, regex match and size constraint rule statements; web ACL capacity units (WCUs)
 */
export const AWS_LIMITS = {
  /** [quotas] Rules per ALB; default rules don't count. Adjustable. */
  rulesPerLoadBalancer: 100,
  /** [quotas] Target groups per ALB. Fixed. */
  targetGroupsPerLoadBalancer: 100,
  /** [quotas] Certificates per ALB, not counting default certificates. Adjustable. */
  certificatesPerLoadBalancer: 25,
  /** VPC quotas: inbound rules per security group. Adjustable. */
  rulesPerSecurityGroup: 60,
  /** VPC quotas: security groups per network interface, and so per load balancer. Adjustable. */
  securityGroupsPerLoadBalancer: 5,
  /** [quotas] Target groups per action. Fixed. */
  targetGroupsPerAction: 5,
  /** [quotas] Condition values per rule, over all its conditions. Fixed. */
  conditionValuesPerRule: 5,
  /**
   * Condition wildcards (`*` and `?`) per rule, over all its conditions. Fixed. AWS's pages differ: [conditions] says
   * five wildcard characters; [quotas] said 5 and says 6 in newer editions. 5 is what both allow: a rule that ALB
   * refuses stops the controller for every tenant of the load balancer, one rule more costs only itself.
   */
  wildcardsPerRule: 5,
  /** [rules] Characters in a host or path pattern, and in each part of a redirect. */
  patternLength: 128,
  /** [rules] Bytes of a fixed response's body. */
  fixedResponseBodyBytes: 1024,
  /** [api] Characters in the name of a load balancer or target group. */
  nameLength: 32,
  /** [api] Weight of a target group in an action: 0 to this. */
  maxWeight: 999,
  /** [api] Tags of a load balancer, and characters of their keys and values. */
  tagsPerResource: 50,
  tagKeyLength: 128,
  tagValueLength: 256,
  /** [api] LoadBalancerAttribute idle_timeout.timeout_seconds: 1 to this. */
  maxIdleTimeout: 4000,
} as const;

/** [rules] Status codes that a fixed response can have: 2xx, 4xx or 5xx. */
export function isFixedResponseStatus(code: number): boolean {
  return (code >= 200 && code <= 299) || (code >= 400 && code <= 599);
}

/** [api] CreateTargetGroup; seconds. */
export const HEALTH_CHECK_LIMITS = {
  minInterval: 5,
  maxInterval: 300,
  minTimeout: 2,
  maxTimeout: 120,
  /** Answers in a row. */
  minThreshold: 2,
  maxThreshold: 10,
  /** Matcher: codes that can count as healthy, by protocol version. */
  httpCodes: [200, 499],
  grpcCodes: [0, 99],
} as const;

/** [api] TargetGroupAttribute; times in seconds. */
export const TARGET_GROUP_LIMITS = {
  healthCheckPathLength: 1024,
  /** [quotas] Targets per target group. */
  targets: 1000,
  maxDeregistrationDelay: 3600,
  /** Beside 0, which is off. */
  minSlowStart: 30,
  maxSlowStart: 900,
  maxStickinessSeconds: 604_800,
  cookieNameLength: 256,
} as const;

/** [api] Content types that a fixed response can have. */
export const FIXED_RESPONSE_CONTENT_TYPES = [
  "text/plain",
  "text/css",
  "text/html",
  "application/javascript",
  "application/json",
] as const;

/** [waf] What a rate-based rule takes. Fixed. */
export const WAF_LIMITS = {
  /** Requests per window that a rule may allow: this to `maxRateLimit`. */
  minRateLimit: 10,
  maxRateLimit: 2_000_000_000,
  /** Evaluation windows, in seconds. */
  rateLimitWindowsSeconds: [60, 120, 300, 600],
  /** Capacity units (WCU) of a web ACL; from `includedWcus` on a request costs more. Adjustable no further. */
  maxWcus: 5000,
  includedWcus: 1500,
  /** Capacity units of a rule with a regular expression, of a rate-based rule, and of each of its custom keys. */
  regexWcus: 3,
  rateLimitWcus: 2,
  rateLimitKeyWcus: 30,
  /** Capacity units of a statement about the size of a header. */
  sizeWcus: 1,
} as const;

/** Elastic Load Balancing pricing: what one load balancer capacity unit (LCU) carries. */
export const LCU = {
  newConnectionsPerSecond: 25,
  activeConnections: 3000,
  bytesPerHour: 1e9,
  ruleEvaluationsPerSecond: 1000,
  /** Of each request, not billed. */
  freeRuleEvaluations: 10,
} as const;

/** Elastic Load Balancing pricing, us-east-1, in US dollars; AWS counts 730 hours in a month. */
export const ELB_PRICES = {
  lcuHour: 0.008,
  hoursPerMonth: 730,
} as const;

/** CloudWatch API reference, PutMetricAlarm. */
export const CLOUDWATCH_LIMITS = {
  /** Seconds: metrics of AWS services have one value a minute, so a period is a multiple of this. */
  periodStep: 60,
  maxPeriod: 86_400,
  /** Actions of an alarm for each of its states. */
  maxActions: 5,
  /** Seconds that period × evaluation periods may span; with periods of an hour or more, `maxLongSpan`. */
  maxSpan: 86_400,
  longPeriod: 3600,
  maxLongSpan: 604_800,
} as const;

export const KUBERNETES_LIMITS = {
  /** Bytes of all annotations of an object, keys and values (k8s.io/apimachinery, TotalAnnotationSizeLimitB). */
  annotationBytes: 256 * 1024,
  /** Characters of a label's value, and of an IngressGroup's name (k8s.io/apimachinery, LabelValueMaxLength). */
  labelLength: 63,
} as const;

/** Athena API reference, CreateNamedQuery. */
export const ATHENA_LIMITS = {
  /** Characters in a named query's name. */
  queryNameLength: 128,
} as const;
