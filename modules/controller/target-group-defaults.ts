/**
 * What a target group of the controller is like where no annotation says otherwise: its own defaults
 * (pkg/ingress/model_builder.go), and ELB's for attributes that it does not set.
 */
export const TARGET_GROUP_DEFAULTS = {
  protocol: "HTTP",
  protocolVersion: "HTTP1",
  healthCheck: {
    port: "traffic-port",
    interval: 15,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  },
  deregistrationDelay: 300,
  slowStart: 0,
  algorithm: "round_robin",
  stickinessType: "lb_cookie",
  stickinessSeconds: 86_400,
} as const;
