/**
 * The fields of an ALB access log entry, in order, each with the columns that it fills.
 *
 * Source: Access log entries, elasticloadbalancing/latest/application/load-balancer-access-logs.html; the columns'
 * names and types are those of Athena's documentation of a table for these logs. Every column is one capturing group,
 * since some versions of the SerDe read nothing at all when the numbers differ.
 */

type ColumnType = "string" | "int" | "bigint" | "double";

/** One field of an entry. */
export interface AccessLogField {
  readonly columns: readonly (readonly [name: string, type: ColumnType])[];
  /** Whether it stands between quotation marks, and so may contain spaces; else it ends at a space. */
  readonly quoted: boolean;
  readonly pattern: string;
}

const WORD = "([^ ]*)";
const NUMBER = "([-.0-9]*)";

const word = (name: string): AccessLogField => ({ columns: [[name, "string"]], quoted: false, pattern: WORD });
const quotedText = (name: string): AccessLogField => ({
  columns: [[name, "string"]],
  quoted: true,
  pattern: '"([^"]*)"',
});
const number = (name: string, type: ColumnType): AccessLogField => ({
  columns: [[name, type]],
  quoted: false,
  pattern: NUMBER,
});

/** The fields that every entry has. */
export const ACCESS_LOG_FIELDS: readonly AccessLogField[] = [
  word("type"),
  word("time"),
  word("elb"),
  {
    columns: [
      ["client_ip", "string"],
      ["client_port", "int"],
    ],
    quoted: false,
    pattern: "([^ ]*):([0-9]*)",
  },
  // A hyphen where no target was chosen.
  {
    columns: [
      ["target_ip", "string"],
      ["target_port", "int"],
    ],
    quoted: false,
    pattern: "([^ ]*)[:-]([0-9]*)",
  },
  number("request_processing_time", "double"),
  number("target_processing_time", "double"),
  number("response_processing_time", "double"),
  number("elb_status_code", "int"),
  number("target_status_code", "string"),
  number("received_bytes", "bigint"),
  number("sent_bytes", "bigint"),
  {
    // The URL of a malformed request can contain spaces.
    columns: [
      ["request_verb", "string"],
      ["request_url", "string"],
      ["request_proto", "string"],
    ],
    quoted: true,
    pattern: '"([^ ]*) (.*) (- |[^ ]*)"',
  },
  quotedText("user_agent"),
  word("ssl_cipher"),
  word("ssl_protocol"),
  word("target_group_arn"),
  quotedText("trace_id"),
  quotedText("domain_name"),
  quotedText("chosen_cert_arn"),
  number("matched_rule_priority", "string"),
  word("request_creation_time"),
  quotedText("actions_executed"),
  quotedText("redirect_url"),
  quotedText("lambda_error_reason"),
  quotedText("target_port_list"),
  quotedText("target_status_code_list"),
  quotedText("classification"),
  quotedText("classification_reason"),
];

/** Fields that were added later: entries written before have none of them. */
const LATER_FIELDS: readonly AccessLogField[] = [
  word("conn_trace_id"),
  quotedText("transformed_host"),
  quotedText("transformed_uri"),
  quotedText("request_transform_status"),
];

/** The table's columns: name and type. */
export const ACCESS_LOG_COLUMNS = [...ACCESS_LOG_FIELDS, ...LATER_FIELDS].flatMap(({ columns }) =>
  columns.map(([name, type]) => ({ name, type })),
);

/** The regular expression that takes an entry apart; fields that AWS adds in future are passed over. */
export const ACCESS_LOG_PATTERN = [
  ACCESS_LOG_FIELDS.map(({ pattern }) => pattern).join(" "),
  ...LATER_FIELDS.map(({ pattern }) => `(?: ${pattern})?`),
  "(?: .*)?",
].join("");
