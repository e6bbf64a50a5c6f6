import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { Construct } from "constructs";
import { ACCESS_LOG_COLUMNS, ACCESS_LOG_PATTERN, accessLogQueryName } from "../access-logs";
import { literal } from "../constructs";
import type { AccessLogsConfig } from "../model";
import { accessLogQueries } from "./access-log-queries";
import type { MonitoredLoadBalancer } from "./metrics";

export interface AccessLogTableProps {
  readonly loadBalancer: MonitoredLoadBalancer;
  readonly accessLogs: AccessLogsConfig;
  /** Where table and queries go. */
  readonly athena: NonNullable<AccessLogsConfig["athena"]>;
  /** The account that owns the load balancer: part of the logs' keys. */
  readonly accountId: string;
  /** Whether there is an HTTPS listener, and the HTTP one only redirects. */
  readonly https: boolean;
}

/** The days that a query may ask for; without it the number of partitions would grow for ever. */
const DAYS = "NOW-3YEARS,NOW";

/**
 * A Glue table over a load balancer's access logs, and named Athena queries that tell which tenant it is. Partitions
 * are projected from the dates in the keys, so there is no crawler and nothing to do daily.
 *
 * Terraform addresses: `aws_glue_catalog_table.access_logs`, `aws_athena_named_query.<query>`.
 */
export class AccessLogTable extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { loadBalancer, accessLogs, athena, accountId, https }: AccessLogTableProps,
  ) {
    super(scope, id);
    const { fleet, key, region, arnSuffix } = loadBalancer;
    const { bucket, prefix } = accessLogs;
    const location = [
      "s3:/",
      bucket,
      ...(prefix === undefined ? [] : [prefix]),
      "AWSLogs",
      accountId,
      "elasticloadbalancing",
      region,
    ].join("/");
    // Athena takes a name without quotes when it has no hyphens; keys have no underscores, so no two become equal.
    const name = `${fleet}_${key}_access_logs`.replaceAll("-", "_");
    const table = new GlueCatalogTable(this, "access_logs", {
      name,
      databaseName: athena.database,
      description: `Access logs of load balancer ${key} of fleet ${fleet}`,
      tableType: "EXTERNAL_TABLE",
      partitionKeys: [{ name: "day", type: "string" }],
      parameters: {
        EXTERNAL: "TRUE",
        "projection.enabled": "true",
        "projection.day.type": "date",
        "projection.day.range": DAYS,
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.interval": "1",
        "projection.day.interval.unit": "DAYS",
        "storage.location.template": `${location}/${literal("${day}")}`,
      },
      storageDescriptor: {
        location: `${location}/`,
        inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        columns: ACCESS_LOG_COLUMNS,
        serDeInfo: {
          name: "access_logs",
          serializationLibrary: "org.apache.hadoop.hive.serde2.RegexSerDe",
          parameters: { "serialization.format": "1", "input.regex": ACCESS_LOG_PATTERN },
        },
      },
    });
    table.overrideLogicalId("access_logs");
    for (const query of accessLogQueries({ table: name, arnSuffix, https })) {
      const resourceId = query.name.replaceAll("-", "_");
      const named = new AthenaNamedQuery(this, resourceId, {
        name: accessLogQueryName(fleet, key, query.name),
        description: query.description,
        database: athena.database,
        workgroup: athena.workgroup,
        query: query.sql,
        dependsOn: [table],
      });
      named.overrideLogicalId(resourceId);
    }
  }
}
