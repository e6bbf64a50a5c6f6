import { incompatibleService } from "./incompatible-service";
import { ineffectiveStickiness } from "./ineffective-stickiness";
import { invalidHealthCheck } from "./invalid-health-check";
import { invalidStickiness } from "./invalid-stickiness";
import { invalidTargetGroup } from "./invalid-target-group";
import { invalidWeights } from "./invalid-weights";
import { missingAnswer } from "./missing-answer";
import { serviceNotCarried } from "./service-not-carried";
import { uninspectedHttp2 } from "./uninspected-http2";
import { unknownService } from "./unknown-service";

export const serviceRules = [
  incompatibleService,
  ineffectiveStickiness,
  invalidHealthCheck,
  invalidStickiness,
  invalidTargetGroup,
  invalidWeights,
  missingAnswer,
  serviceNotCarried,
  uninspectedHttp2,
  unknownService,
] as const;
