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

/** The Host header without its port. The field domain_name is the name in the TLS handshake, and empty without TLS. */
const HOST = "lower(regexp_extract(request_url, '^[a-zA-Z]+://([^/:?]+)', 1))";

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
      `Hosts with most requests in the last ${HOURS} hours, and how many of them the rate limit answered with 429`,
      `SELECT host, count(*) AS requests, count_if(elb_status_code = 429) AS answered_429, count(DISTINCT client_ip) AS clients
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
      `Hosts with most 5xx in the last ${HOURS} hours, by who answered`,
      `SELECT host, count(*) AS errors, count_if(target_status_code = '-') AS by_load_balancer, count_if(target_status_code <> '-') AS by_target
FROM requests
WHERE elb_status_code >= 500
GROUP BY host
ORDER BY errors DESC
LIMIT 50`,
    ),
    query(
      "slowest-hosts",
      `Hosts by the 95th percentile of their targets' response time in the last ${HOURS} hours; hosts with fewer than 100 requests are left out`,
      `SELECT host, approx_percentile(target_processing_time, 0.95) AS p95_seconds, max(target_processing_time) AS slowest_seconds, count(*) AS requests
FROM requests
WHERE target_processing_time >= 0
GROUP BY host
HAVING count(*) >= 100
ORDER BY p95_seconds DESC
LIMIT 50`,
    ),
    query(
      "one-host-over-time",
      `One tenant's host in steps of five minutes over the last ${HOURS} hours; execution parameter: the host in quotes`,
      `SELECT from_unixtime(floor(to_unixtime(answered_at) / 300) * 300) AS five_minutes, count(*) AS requests, count_if(elb_status_code BETWEEN 400 AND 499) AS answered_4xx, count_if(elb_status_code >= 500) AS answered_5xx, sum(received_bytes + sent_bytes) AS bytes, approx_percentile(target_processing_time, 0.95) FILTER (WHERE target_processing_time >= 0) AS p95_seconds
FROM requests
WHERE host = lower(?)
GROUP BY 1
ORDER BY 1`,
    ),
    query(
      "unclaimed-hosts",
      `Hosts that no tenant claims: only the default action answered, in the last ${HOURS} hours`,
      `SELECT host, count(*) AS requests, count(DISTINCT client_ip) AS clients, max(answered_at) AS last_seen
FROM requests
WHERE matched_rule_priority = '0'${https ? "\n  AND type NOT IN ('http', 'ws')" : ""}
GROUP BY host
ORDER BY requests DESC
LIMIT 100`,
    ),
  ];
}
