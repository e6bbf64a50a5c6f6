import { ingress, ingressClass, list, path, rule, service } from "../import/dump-builder";

/** What kubectl prints of three clusters that each have a tenant acme, by the controller of their Ingresses. */
export function dumps(): Readonly<Record<string, string>> {
  const web = service("web", [{ port: 80, targetPort: 8080 }]);
  const acme = { name: "acme", rules: [rule("acme.shop.example", path("/"))] };
  const ofController = ingress({ ...acme, finalizers: ["group.ingress.k8s.aws/edge"] });
  const ofAutoMode = ingress({ ...acme, className: "auto", alb: { "group.name": null, "certificate-arn": null } });
  const ofNginx = {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "acme", namespace: "apps", annotations: {} },
    spec: { ingressClassName: "nginx", tls: [{ hosts: ["acme.shop.example"] }], rules: acme.rules },
  };
  const params = {
    apiVersion: "eks.amazonaws.com/v1",
    kind: "IngressClassParams",
    metadata: { name: "auto" },
    spec: { group: { name: "shop" }, certificateARNs: ["arn:aws:acm:eu-west-1:123456789012:certificate/1"] },
  };
  return {
    "load-balancer-controller": list([ingressClass("alb"), web, ofController]),
    "auto-mode": list([ingressClass("auto", "eks.amazonaws.com/alb", "auto"), params, web, ofAutoMode]),
    "ingress-nginx": list([ingressClass("nginx", "k8s.io/ingress-nginx"), web, ofNginx]),
  };
}
