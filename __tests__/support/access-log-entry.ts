/** Parts of an access log entry, as text; what is not said is that of an ordinary request. */
export interface EntryParts {
  readonly type?: string;
  readonly time?: string;
  readonly loadBalancer?: string;
  readonly client?: string;
  readonly target?: string;
  /** The three processing times. */
  readonly seconds?: string;
  readonly status?: string;
  readonly targetStatus?: string;
  readonly received?: string;
  readonly sent?: string;
  readonly request?: string;
  readonly userAgent?: string;
  readonly priority?: string;
  readonly actions?: string;
  /** Fields that came later, with a space before them. */
  readonly later?: string;
}

export const TODAYS_LATER_FIELDS = ' TID_1234abcd "-" "-" "-"';

/** An entry as ALB writes it. */
export function accessLogEntry({
  type = "h2",
  time = "2026-03-01T12:00:00.186641Z",
  loadBalancer = "app/shop-edge-1/0123456789abcdef",
  client = "192.0.2.7:2817",
  target = "10.0.0.1:8080",
  seconds = "0.000 0.051 0.000",
  status = "200",
  targetStatus = status,
  received = "34",
  sent = "366",
  request = "GET https://acme.shop.example:443/orders?page=2 HTTP/2.0",
  userAgent = "Mozilla/5.0 (X11; Linux)",
  priority = "17",
  actions = "waf,forward",
  later = TODAYS_LATER_FIELDS,
}: EntryParts = {}): string {
  return [
    `${type} ${time} ${loadBalancer} ${client} ${target} ${seconds} ${status} ${targetStatus} ${received} ${sent}`,
    `"${request}" "${userAgent}" TLS_AES_128_GCM_SHA256 TLSv1.3`,
    "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop-web-edge-1/0123456789abcdef",
    '"Root=1-58337364-23a8c76965a2ef7629b185e3" "acme.shop.example"',
    '"arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"',
    `${priority} 2026-03-01T12:00:00.135000Z "${actions}" "-" "-" "${target}" "${targetStatus}" "-" "-"${later}`,
  ].join(" ");
}

/** Parts of an entry whose request no target got. */
export const UNANSWERED = { target: "-", seconds: "-1 -1 -1", targetStatus: "-" } as const;
