/*
 * The two controllers that build an ALB from Ingresses. They read the same annotations and differ in what is here;
 * nothing else in the project knows which one it is.
 */

export const CONTROLLER_KINDS = ["aws-load-balancer-controller", "eks-auto-mode"] as const;

export type ControllerKind = (typeof CONTROLLER_KINDS)[number];

/** How one of the controllers wants to be spoken to, and by what it knows its own. */
export interface Dialect {
  readonly kind: ControllerKind;
  /** For people. */
  readonly name: string;
  /** `spec.controller` of an IngressClass. */
  readonly ingressClassController: string;
  /** Of IngressClassParams and TargetGroupBinding. */
  readonly apiGroup: string;
  readonly apiVersion: string;
  /** Tag of an ALB whose value is the IngressGroup (or `namespace/name` of an Ingress that has none). */
  readonly groupTag: string;
  /** Tag of an ALB whose value is the cluster's name. */
  readonly clusterTag: string;
  /** Tags that the controller sets on its ALB, which count towards AWS's limit. */
  readonly tags: readonly string[];
  /** Before the group's name in the finalizer of its members. */
  readonly groupFinalizerPrefix: string;
  /** The finalizer of an Ingress that has an ALB of its own. */
  readonly ownFinalizer: string;
  /** Before keys of tags, labels and annotations that the controller takes for its own. */
  readonly ownedPrefixes: readonly string[];
  /** Whether an Ingress that joins an IngressGroup of another time takes over the ALB that is there. */
  readonly takesOver: boolean;
  readonly params: {
    /** The field of IngressClassParams with the certificates. */
    readonly certificates: "certificateArn" | "certificateARNs";
    /** Whether they have fields for the redirect to HTTPS and the web ACL; else annotations say it. */
    readonly redirectAndWebAcl: boolean;
  };
  readonly binding: {
    /** Whether a TargetGroupBinding has fields for protocol, address type and VPC of its target group. */
    readonly describesTargetGroup: boolean;
    /** Whether the controller opens the targets' security groups as `networking` asks for. */
    readonly opensSecurityGroups: boolean;
    /** Whether the controller deletes the target group with its binding. */
    readonly ownsTargetGroup: boolean;
  };
  /** Tag without which the controller may not change a target group that it has not made; the cluster's name. */
  readonly targetGroupTag: string | undefined;
}

/** The AWS Load Balancer Controller (pkg/ingress/finalizer.go, pkg/deploy/tracking/provider.go). */
export const AWS_LOAD_BALANCER_CONTROLLER: Dialect = {
  kind: "aws-load-balancer-controller",
  name: "the AWS Load Balancer Controller",
  ingressClassController: "ingress.k8s.aws/alb",
  apiGroup: "elbv2.k8s.aws",
  apiVersion: "elbv2.k8s.aws/v1beta1",
  groupTag: "ingress.k8s.aws/stack",
  clusterTag: "elbv2.k8s.aws/cluster",
  tags: ["elbv2.k8s.aws/cluster", "ingress.k8s.aws/stack", "ingress.k8s.aws/resource"],
  groupFinalizerPrefix: "group.ingress.k8s.aws/",
  ownFinalizer: "ingress.k8s.aws/resources",
  ownedPrefixes: ["ingress.k8s.aws/", "service.k8s.aws/", "elbv2.k8s.aws/"],
  takesOver: true,
  params: { certificates: "certificateArn", redirectAndWebAcl: true },
  binding: { describesTargetGroup: true, opensSecurityGroups: true, ownsTargetGroup: false },
  targetGroupTag: undefined,
};

/**
 * The controller inside EKS Auto Mode. From AWS's documentation (EKS User Guide, "Create an IngressClass to configure
 * an Application Load Balancer", release notes of June to October 2026, the managed policy
 * AmazonEKSLoadBalancingPolicy) and, for finalizers and values of tags, from public files; docs/auto-mode.md says which.
 */
export const EKS_AUTO_MODE: Dialect = {
  kind: "eks-auto-mode",
  name: "EKS Auto Mode",
  ingressClassController: "eks.amazonaws.com/alb",
  apiGroup: "eks.amazonaws.com",
  apiVersion: "eks.amazonaws.com/v1",
  groupTag: "ingress.eks.amazonaws.com/stack",
  clusterTag: "eks:eks-cluster-name",
  tags: ["eks:eks-cluster-name", "ingress.eks.amazonaws.com/stack", "ingress.eks.amazonaws.com/resource"],
  groupFinalizerPrefix: "group.ingress.eks.amazonaws.com/",
  ownFinalizer: "ingress.eks.amazonaws.com/resources",
  ownedPrefixes: ["ingress.eks.amazonaws.com/", "service.eks.amazonaws.com/", "eks:"],
  takesOver: false,
  params: { certificates: "certificateARNs", redirectAndWebAcl: false },
  binding: { describesTargetGroup: false, opensSecurityGroups: false, ownsTargetGroup: true },
  targetGroupTag: "eks:eks-cluster-name",
};

export const DIALECTS: Readonly<Record<ControllerKind, Dialect>> = {
  "aws-load-balancer-controller": AWS_LOAD_BALANCER_CONTROLLER,
  "eks-auto-mode": EKS_AUTO_MODE,
};

/** Before keys of tags, labels and annotations by which either controller knows its own. */
export const OWNED_PREFIXES: readonly string[] = Object.values(DIALECTS).flatMap(({ ownedPrefixes }) => ownedPrefixes);
