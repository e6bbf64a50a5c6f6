export { awsLoadBalancingClient, awsWebAclClient } from "./aws-client";
export {
  type Clock,
  type EventsClient,
  type IngressEvent,
  type LoadBalancingClient,
  systemClock,
  type VerifyClients,
  type WebAclClient,
} from "./clients";
export { explainFailure, VerifyError, type VerifyErrorCode } from "./errors";
export { kubernetesEventsClient } from "./kubernetes-client";
export type { Difference, GroupEvent, LoadBalancerVerification, Verification } from "./types";
export { verificationDocument } from "./verification-document";
export { type VerifyOptions, verifyFleet } from "./verify-fleet";
