import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Warns of a kubeconfig without a context: which cluster it is, then depends on what somebody used last. */
export const missingContext = defineRule({
  code: "missing-context",
  severity: "warning",
  summary: "a kubeconfig without a context",
  help: "The current context may be another cluster tomorrow. Its controller would take the shared target groups for its own and empty them.",
  valid: [{ platform: { kubernetes: { kubeconfig: { path: "~/.kube/config", context: "prod" } } } }],
  invalid: [{ platform: { kubernetes: { kubeconfig: { path: "~/.kube/config", context: undefined } } } }],
  check: (context) => {
    const { kubeconfig } = context.platform?.kubernetes ?? {};
    if (kubeconfig === undefined || kubeconfig.context !== undefined) return [];
    return [
      inPlatform(context, ["kubernetes", "kubeconfig"], {
        message:
          "The kubeconfig's current context decides which cluster is meant, and whoever used it last decides that.",
        help: 'Add "context", as `kubectl config get-contexts` lists them.',
      }),
    ];
  },
});
