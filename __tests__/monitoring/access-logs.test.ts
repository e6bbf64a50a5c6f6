import { ACCESS_LOG_COLUMNS, ACCESS_LOG_PATTERN } from "../../modules/access-logs";
import { accessLogsSchema } from "../../modules/model/access-logs";
import { AccessLogTable } from "../../modules/monitoring";
import { loadBalancer, type Resource, resources } from "./synthesize";

const athena = { database: "edge_logs", workgroup: "primary" };

function synthesized({
  prefix,
  https = true,
  names = {},
}: {
  prefix?: string;
  https?: boolean;
  names?: { readonly fleet?: string; readonly key?: string };
} = {}): Record<string, Record<string, Resource>> {
  return resources((scope) => {
    new AccessLogTable(scope, "access_log_table", {
      loadBalancer: { ...loadBalancer, ...names },
      accessLogs: accessLogsSchema.parse({ bucket: "logs", prefix, athena }),
      athena,
      accountId: "123456789012",
      https,
    });
  });
}

/** What the table's columns hold for an entry; empty when it does not match. */
function parse(entry: string): Record<string, string | undefined> {
  const groups = new RegExp(`^${ACCESS_LOG_PATTERN}$`).exec(entry)?.slice(1) ?? [];
  return Object.fromEntries(groups.map((group, index) => [ACCESS_LOG_COLUMNS[index]!.name, group]));
}

const TARGET_GROUP =
  "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-web-edge-1/0123456789abcdef";
const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000";

const FORWARDED = [
  "h2 2026-03-01T12:00:00.186641Z app/shop-edge-1/0123 192.0.2.7:2817 10.0.0.1:8080 0.000 0.051 0.000 200 200 34 366",
  '"GET https://acme.shop.example:443/orders?page=2 HTTP/2.0" "Mozilla/5.0 (X11; Linux)" TLS_AES_128_GCM_SHA256 TLSv1.3',
  `${TARGET_GROUP} "Root=1-58337364-23a8c76965a2ef7629b185e3" "acme.shop.example" "${CERTIFICATE}" 17`,
  '2026-03-01T12:00:00.135000Z "waf,forward" "-" "-" "10.0.0.1:8080" "200" "-" "-"',
].join(" ");

describe("the pattern", () => {
  test("has one group for each column", () => {
    expect(new RegExp(`${ACCESS_LOG_PATTERN}|`).exec("")!.length - 1).toBe(ACCESS_LOG_COLUMNS.length);
    expect(ACCESS_LOG_COLUMNS).toHaveLength(37);
  });

  test("takes an entry with all of today's fields apart", () => {
    expect(parse(`${FORWARDED} TID_1234abcd "www.example" "/v2/orders" "TransformSuccess"`)).toMatchObject({
      type: "h2",
      client_ip: "192.0.2.7",
      client_port: "2817",
      target_ip: "10.0.0.1",
      target_port: "8080",
      target_processing_time: "0.051",
      elb_status_code: "200",
      request_verb: "GET",
      request_url: "https://acme.shop.example:443/orders?page=2",
      request_proto: "HTTP/2.0",
      user_agent: "Mozilla/5.0 (X11; Linux)",
      target_group_arn: TARGET_GROUP,
      domain_name: "acme.shop.example",
      matched_rule_priority: "17",
      actions_executed: "waf,forward",
      conn_trace_id: "TID_1234abcd",
      transformed_host: "www.example",
      transformed_uri: "/v2/orders",
      request_transform_status: "TransformSuccess",
    });
  });

  test.each([
    ["older ones, without the fields that came later", FORWARDED, undefined],
    ["those with a trace ID of the connection", `${FORWARDED} TID_1`, "TID_1"],
    ["those of the future, with more fields", `${FORWARDED} TID_1 "-" "-" "-" 192.0.2.1 "new field"`, "TID_1"],
  ])("reads %s", (_, entry, traceId) => {
    expect(parse(entry)).toMatchObject({
      matched_rule_priority: "17",
      classification_reason: "-",
      conn_trace_id: traceId,
    });
  });

  test("reads a request that no target got", () => {
    const entry = FORWARDED.replace("10.0.0.1:8080 0.000 0.051 0.000 200 200", "- -1 -1 -1 429 -").replace(
      `${TARGET_GROUP} `,
      "- ",
    );
    expect(parse(entry)).toMatchObject({
      target_ip: "",
      target_port: "",
      elb_status_code: "429",
      target_status_code: "-",
    });
  });

  test("reads clients with IPv6 and malformed requests", () => {
    const entry = FORWARDED.replace("192.0.2.7:2817", "2001:db8::7:2817").replace(
      /"GET [^"]*"/,
      '"- http://acme.shop.example:80- -"',
    );
    expect(parse(entry)).toMatchObject({ client_ip: "2001:db8::7", client_port: "2817", request_verb: "-" });
  });
});

describe("the table", () => {
  const table = synthesized({ prefix: "edge" }).aws_glue_catalog_table!.access_logs!;
  const location = "s3://logs/edge/AWSLogs/123456789012/elasticloadbalancing/eu-central-1";

  test("reads the load balancer's logs with a regular expression", () => {
    expect(table).toMatchObject({
      name: "shop_edge_1_access_logs",
      database_name: "edge_logs",
      table_type: "EXTERNAL_TABLE",
      storage_descriptor: {
        location: `${location}/`,
        columns: ACCESS_LOG_COLUMNS,
        ser_de_info: {
          serialization_library: "org.apache.hadoop.hive.serde2.RegexSerDe",
          parameters: { "input.regex": ACCESS_LOG_PATTERN },
        },
      },
    });
  });

  test("projects its partitions from the date; Terraform does not evaluate the placeholder", () => {
    expect(table.partition_keys).toEqual([{ name: "day", type: "string" }]);
    expect(table.parameters).toMatchObject({
      "projection.enabled": "true",
      "projection.day.type": "date",
      "projection.day.format": "yyyy/MM/dd",
      "projection.day.range": "NOW-3YEARS,NOW",
      "storage.location.template": `${location}/$\${day}`,
    });
  });

  test("without a prefix the keys begin with AWSLogs", () => {
    const { storage_descriptor } = synthesized().aws_glue_catalog_table!.access_logs!;
    expect(storage_descriptor.location).toBe("s3://logs/AWSLogs/123456789012/elasticloadbalancing/eu-central-1/");
  });
});

describe("the queries", () => {
  const queries = synthesized().aws_athena_named_query!;

  test("answer who it is", () => {
    expect(Object.keys(queries).sort()).toEqual([
      "one_host_over_time",
      "rules_by_position",
      "slowest_hosts",
      "top_hosts_by_5xx",
      "top_hosts_by_bytes",
      "top_hosts_by_requests",
      "unclaimed_hosts",
    ]);
  });

  test.each(Object.entries(queries))("%s reads only the days and the load balancer that it is about", (id, query) => {
    expect(query).toMatchObject({
      name: `shop-edge-1-${id.replaceAll("_", "-")}`,
      database: "edge_logs",
      workgroup: "primary",
    });
    expect(query.query).toContain("FROM shop_edge_1_access_logs");
    expect(query.query).toContain("WHERE day >= date_format(current_timestamp - INTERVAL '24' HOUR, '%Y/%m/%d')");
    expect(query.query).toContain("AND elb = 'app/shop-edge-1/0123'");
    // Nothing that Terraform would evaluate.
    expect(query.query).not.toMatch(/[$%]\{/);
  });

  test.each([
    ["top_hosts_by_requests", "ORDER BY requests DESC"],
    ["top_hosts_by_bytes", "ORDER BY bytes DESC"],
    ["top_hosts_by_requests", "count_if(elb_status_code = 429 AND actions_executed = 'waf') AS limited"],
    ["top_hosts_by_requests", "count_if(target_status_code = '429') AS application_429"],
    ["top_hosts_by_5xx", "WHERE elb_status_code >= 500\n  AND NOT actions_executed LIKE '%fixed-response%'"],
    ["slowest_hosts", "approx_percentile(seconds, 0.95)"],
    ["slowest_hosts", "WHERE target_processing_time >= 0 OR elb_status_code = 504"],
  ])("%s", (id, sql) => {
    expect(queries[id]!.query).toContain(sql);
    expect(queries[id]!.query).toContain("GROUP BY host");
  });

  test("only the query about one host has an execution parameter", () => {
    const withoutTexts = (sql: string) => sql.replace(/'[^']*'/g, "''");
    const parameters = Object.entries(queries).filter(([, { query }]) => withoutTexts(query).includes("?"));
    expect(parameters.map(([id]) => id)).toEqual(["one_host_over_time"]);
    expect(queries.one_host_over_time!.query).toContain("WHERE host = regexp_replace(lower(?), '[.]+$', '')");
    expect(queries.one_host_over_time!.description).toContain("in single quotes, such as 'acme.shop.example'");
  });

  test("take a host's trailing dot away", () => {
    for (const { query } of Object.values(queries)) expect(query).toContain("'[.]+$', '') AS host");
  });

  test("rules are told by what is billed for their position", () => {
    const sql = queries.rules_by_position!.query;
    expect(sql).toContain("count(*) * greatest(position - 10, 0) AS billed_evaluations");
    expect(sql).toContain("WHERE position > 0");
  });

  test("unclaimed hosts are what the default action answered, not what HTTP redirected or the web ACL refused", () => {
    const sql = (https: boolean) => synthesized({ https }).aws_athena_named_query!.unclaimed_hosts!.query;
    expect(sql(true)).toContain("AND NOT actions_executed = 'waf'\n  AND type NOT IN ('http', 'ws')");
    expect(sql(false)).toContain("AND NOT actions_executed = 'waf'\nGROUP BY");
  });
});

describe("settings", () => {
  const accepts = (accessLogs: object) => accessLogsSchema.safeParse(accessLogs).success;

  test.each([
    [{ bucket: "logs" }, true],
    [{ bucket: "logs", prefix: "edge/1", athena }, true],
    [{ bucket: "Logs" }, false],
    [{ bucket: "logs", prefix: "/edge" }, false],
    [{ bucket: "logs", prefix: "AWSLogs" }, false],
    [{ bucket: "logs", prefix: "$" + "{var.x}" }, false],
    [{ bucket: "logs", athena: { database: "edge-logs", workgroup: "primary" } }, false],
    [{ bucket: "logs", athena: { database: "edge_logs" } }, false],
  ])("%j: %s", (accessLogs, valid) => expect(accepts(accessLogs)).toBe(valid));
});

test("names of queries keep to Athena's limit, and stay different", () => {
  const names = { fleet: "f".repeat(63), key: "l".repeat(63) };
  const queries = Object.values(synthesized({ names }).aws_athena_named_query!).map(({ name }) => name);
  expect(new Set(queries).size).toBe(7);
  for (const name of queries) expect(name.length).toBeLessThanOrEqual(128);
});
