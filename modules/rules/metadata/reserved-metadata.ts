import { ANNOTATION_PREFIX, MANAGED_BY_LABEL, OWNED_PREFIXES, TENANT_LABEL } from "../../controller";
import { ROUTING_KEYS } from "../../external-dns";
import { quote } from "../../findings";
import { checkMetadata } from "../support/check-metadata";
import { defineRule } from "../support/define-rule";

/** No label or annotation is one that the generator or the controller owns. */
export const reservedMetadata = defineRule({
  code: "reserved-metadata",
  severity: "error",
  summary: "labels and annotations that the generator or the controller owns",
  help: "What they would say is said by the fields of the tenant and of platform.json.",
  valid: [
    {
      tenants: {
        acme: { hosts: ["acme.shop.example"], annotations: { "external-dns.alpha.kubernetes.io/ttl": "60" } },
      },
    },
  ],
  invalid: [
    {
      tenants: {
        acme: { hosts: ["acme.shop.example"], annotations: { "alb.ingress.kubernetes.io/group.order": "1" } },
      },
    },
    {
      tenants: {
        acme: { hosts: ["acme.shop.example"], annotations: { "external-dns.alpha.kubernetes.io/aws-weight": "1" } },
      },
    },
  ],
  check: (context) =>
    checkMetadata(context, ({ key }) => {
      // The API server compares annotations' keys without regard to case.
      const lower = key.toLowerCase();
      if (!OWNED_KEYS.has(lower) && !RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix))) return undefined;
      return {
        message: `The key ${quote(key)} belongs to the generator or to the controller.`,
        help: "Remove it; what it would say is said by the fields of the tenant and of platform.json.",
        atKey: true,
      };
    }),
});

const RESERVED_PREFIXES = [ANNOTATION_PREFIX, ...OWNED_PREFIXES, "service.beta.kubernetes.io/"];
const OWNED_KEYS: ReadonlySet<string> = new Set([
  "kubernetes.io/ingress.class",
  "kubectl.kubernetes.io/last-applied-configuration",
  MANAGED_BY_LABEL,
  TENANT_LABEL,
  ...ROUTING_KEYS,
]);
