import { LCU } from "../aws";

/** The SQL that tells which tenant it is. No query holds a list of tenants: a host is whatever was asked for. */

export interface QueryProps {
  /** The table, as it stands in SQL. */
  readonly table: string;
  /** The field `elb`: `app/<name>/<id>`. Load balancers may share a bucket and a prefix. */
  readonly arnSuffix: string;
  /** Whether there is an HTTPS listener, and the HTTP one only redirects. */
  readonly https: boolean;
}

export interface Query {
  /** Last part of its name; with underscores Terraform's name. */
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/**
 * The Host header without its port and without a trailing dot, with which ALB takes it, too. The field domain_name is
 * the name in the TLS handshake, and empty without TLS.
 */
const HOST = "regexp_replace(lower(regexp_extract(request_url, '^[a-zA-Z]+://([^/:?]+)', 1)), '[.]+$', '')";

/** What AWS WAF refused: no rule was asked, and no action of a rule stands behind it. */
const BY_WAF = "actions_executed = 'waf'";

/** What a rule answers by itself, such as for a tenant in maintenance. */
const FIXED_RESPONSE = "actions_executed LIKE '%fixed-response%'";

/** Longer time ranges cost more: change the number where it matters. */
const HOURS = 24;

/** The named queries over the access logs of one load balancer. */
export function accessLogQueries({ table, arnSuffix, https }: QueryProps): Query[] {
  const requests = `WITH requests AS (
  SELECT *, ${HOST} AS host, from_iso8601_timestamp(time) AS answered_at
  FROM ${table}
  WHERE day >= date_format(current_timestamp - INTERVAL '${HOURS}' HOUR, '%Y/%m/%d')
    AND elb = '${arnSuffix}'
    AND from_iso8601_timestamp(time) >= current_timestamp - INTERVAL '${HOURS}' HOUR
)`;
  const query = (name: string, description: string, body: string): Query => ({
    name,
    description,
    sql: `${requests}\n${body}\n`,
  });
  return [
    query(
      "top-hosts-by-requests",
      `Hosts with most requests in the last ${HOURS} hours, and how many of them the rate limit or the application answered with 429`,
      `SELECT host, count(*) AS requests, count_if(elb_status_code = 429 AND ${BY_WAF}) AS limited, count_if(target_status_code = '429') AS application_429, count(DISTINCT client_ip) AS clients
FROM requests
GROUP BY host
ORDER BY requests DESC
LIMIT 50`,
    ),
    query(
      "top-hosts-by-bytes",
      `Hosts with most bytes received and sent in the last ${HOURS} hours`,
      `SELECT host, sum(received_bytes + sent_bytes) AS bytes, sum(received_bytes) AS received, sum(sent_bytes) AS sent, count(*) AS requests
FROM requests
GROUP BY host
ORDER BY bytes DESC
LIMIT 50`,
    ),
    query(
      "top-hosts-by-5xx",
      `Hosts with most 5xx in the last ${HOURS} hours, by who answered; without fixed responses, such as those of maintenance`,
      `SELECT host, count(*) AS errors, count_if(target_status_code = '-') AS by_load_balancer, count_if(target_status_code <> '-') AS by_target
FROM requests
WHERE elb_status_code >= 500
  AND NOT ${FIXED_RESPONSE}
GROUP BY host
ORDER BY errors DESC
LIMIT 50`,
    ),
    query(
      "slowest-hosts",
      `Hosts by the 95th percentile of their targets' response time in the last ${HOURS} hours, with what the load balancer gave up waiting for (504); hosts with fewer than 100 requests are left out`,
      // A request that timed out has no response time: it took from its arrival to the answer.
      `SELECT host, approx_percentile(seconds, 0.95) AS p95_seconds, max(seconds) AS slowest_seconds, count_if(elb_status_code = 504) AS timed_out, count(*) AS requests
FROM (
  SELECT host, elb_status_code, IF(elb_status_code = 504, date_diff('millisecond', from_iso8601_timestamp(request_creation_time), answered_at) / 1e3, target_processing_time) AS seconds
  FROM requests
  WHERE target_processing_time >= 0 OR elb_status_code = 504
)
GROUP BY host
HAVING count(*) >= 100
ORDER BY p95_seconds DESC
LIMIT 50`,
    ),
    query(
      "one-host-over-time",
      `One tenant's host in steps of five minutes over the last ${HOURS} hours; execution parameter: the host in single quotes, such as 'acme.shop.example'`,
      `SELECT from_unixtime(floor(to_unixtime(answered_at) / 300) * 300) AS five_minutes, count(*) AS requests, count_if(elb_status_code BETWEEN 400 AND 499) AS answered_4xx, count_if(elb_status_code >= 500) AS answered_5xx, sum(received_bytes + sent_bytes) AS bytes, approx_percentile(target_processing_time, 0.95) FILTER (WHERE target_processing_time >= 0) AS p95_seconds
FROM requests
WHERE host = regexp_replace(lower(?), '[.]+$', '')
GROUP BY 1
ORDER BY 1`,
    ),
    query(
      "unclaimed-hosts",
      `Hosts that no tenant claims: only the default action answered, in the last ${HOURS} hours`,
      `SELECT host, count(*) AS requests, count(DISTINCT client_ip) AS clients, max(answered_at) AS last_seen
FROM requests
WHERE matched_rule_priority = '0'
  AND NOT ${BY_WAF}${https ? "\n  AND type NOT IN ('http', 'ws')" : ""}
GROUP BY host
ORDER BY requests DESC
LIMIT 100`,
    ),
    query(
      "rules-by-position",
      `Listener rules by the evaluations that are billed for them in the last ${HOURS} hours: one for each rule in front and itself, but for the first ${LCU.freeRuleEvaluations} of a request`,
      `SELECT position, arbitrary(host) AS one_of_its_hosts, count(*) AS requests, count(*) * position AS evaluations, count(*) * greatest(position - ${LCU.freeRuleEvaluations}, 0) AS billed_evaluations
FROM (SELECT host, try_cast(matched_rule_priority AS integer) AS position FROM requests)
WHERE position > 0
GROUP BY position
ORDER BY billed_evaluations DESC, requests DESC
LIMIT 100`,
    ),
  ];
}
