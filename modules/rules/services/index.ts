import { incompatibleService } from "./incompatible-service";
import { ineffectiveStickiness } from "./ineffective-stickiness";
import { invalidHealthCheck } from "./invalid-health-check";
import { invalidStickiness } from "./invalid-stickiness";
import { invalidTargetGroup } from "./invalid-target-group";
import { invalidWeights } from "./invalid-weights";
import { missingAnswer } from "./missing-answer";
import { serviceNotCarried } from "./service-not-carried";
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
  unknownService,
] as const;
