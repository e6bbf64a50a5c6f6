import type { Action, FixedResponseAction, ForwardAction, RedirectAction, TargetGroup } from "../alb";

/**
 * What stands, as JSON, in the annotation `actions.<backend>`. The controller drops unknown keys and a misspelt one
 * blocks the group, so this is the only place that writes these keys.
 *
 * @param arnOf the ARN of a target group: a text, or whatever stands for it until it is known
 */
export function writeAction<Group extends TargetGroup>(
  action: Action<Group>,
  arnOf: (group: Group) => unknown,
): object {
  switch (action.type) {
    case "forward":
      return writeForward(action, arnOf);
    case "fixed-response":
      return writeFixedResponse(action);
    case "redirect":
      return writeRedirect(action);
  }
}

function writeForward<Group extends TargetGroup>(
  { type, targetGroups, stickinessSeconds }: ForwardAction<Group>,
  arnOf: (group: Group) => unknown,
): object {
  const [only, ...others] = targetGroups;
  if (only !== undefined && others.length === 0 && only.weight === 1 && stickinessSeconds === undefined) {
    return { type, targetGroupARN: arnOf(only) };
  }
  const forwardConfig = {
    targetGroups: targetGroups.map((group) => ({ targetGroupARN: arnOf(group), weight: group.weight })),
    ...(stickinessSeconds !== undefined && {
      targetGroupStickinessConfig: { enabled: true, durationSeconds: stickinessSeconds },
    }),
  };
  return { type, forwardConfig };
}

function writeFixedResponse({ type, statusCode, contentType, body }: FixedResponseAction): object {
  // An empty body is left out: ALB takes none, but not an empty text.
  return {
    type,
    fixedResponseConfig: { contentType, statusCode: String(statusCode), ...(body !== "" && { messageBody: body }) },
  };
}

function writeRedirect({ type, host, path, query, port, protocol, statusCode }: RedirectAction): object {
  return { type, redirectConfig: { host, path, query, port, protocol, statusCode: `HTTP_${statusCode}` } };
}
