import { quote } from "../../findings";
import { checkMetadata } from "../support/check-metadata";
import { defineRule } from "../support/define-rule";

/** Labels and annotations are valid in Kubernetes. */
export const invalidMetadata = defineRule({
  code: "invalid-metadata",
  severity: "error",
  summary: "labels and annotations that Kubernetes refuses",
  valid: [{ tenants: { acme: { hosts: ["acme.shop.example"], labels: { team: "shop" } } } }],
  invalid: [{ tenants: { acme: { hosts: ["acme.shop.example"], labels: { "the team": "shop" } } } }],
  check: (context) =>
    checkMetadata(context, ({ field, key, value }) => {
      if (!isKey(key)) {
        return {
          message: `The key ${quote(key)} is no valid key of a label or annotation.`,
          help: "Write an optional DNS prefix and /, then up to 63 letters, digits, - _ and . between a letter or digit at both ends.",
          atKey: true,
        };
      }
      if (field === "annotations" || value === "" || NAME.test(value)) return undefined;
      return {
        message: `The label's value ${quote(value)} is not valid in Kubernetes.`,
        help: "Use up to 63 letters, digits, - _ and . between a letter or digit at both ends, or make it an annotation.",
      };
    }),
});

/** [Kubernetes] Labels and Selectors, Syntax and character set; annotations' keys follow the same. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

function isKey(key: string): boolean {
  const [name, prefix, ...rest] = key.split("/").reverse();
  const isPrefix = prefix === undefined || (prefix.length <= 253 && PREFIX.test(prefix));
  return rest.length === 0 && isPrefix && NAME.test(name ?? "");
}
