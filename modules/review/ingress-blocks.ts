import { at, isRecord, list, Redacted } from "./values";

/** Resource types of an Ingress, beside manifests. */
export const INGRESS_TYPES: readonly string[] = ["kubernetes_ingress_v1", "kubernetes_ingress"];

/**
 * An Ingress as `kubernetes_ingress_v1` has it (every block a list), whatever resource it was written as. Of other
 * manifests the manifest, everything else as it is.
 */
export function ingressBlocks(type: string, value: unknown): unknown {
  if (type === "kubernetes_ingress") return ofOldResource(value);
  if (type !== "kubernetes_manifest") return value;
  const manifest = at(value, "manifest");
  return at(manifest, "kind") === "Ingress" ? ofManifest(manifest) : manifest;
}

/** `kubernetes_ingress` has the backends of extensions/v1beta1. */
function ofOldResource(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const spec = at(value, "spec", 0);
  if (!isRecord(spec)) return value;
  const { backend, rule, ...others } = spec;
  return {
    ...value,
    spec: [
      {
        ...others,
        default_backend: list(backend).map(ofOldBackend),
        rule: list(rule).map((one) => ({
          host: at(one, "host"),
          http: list(at(one, "http")).map((http) => ({
            path: list(at(http, "path")).map((path) => ({
              path: at(path, "path"),
              path_type: "ImplementationSpecific",
              backend: list(at(path, "backend")).map(ofOldBackend),
            })),
          })),
        })),
      },
    ],
  };
}

function ofOldBackend(backend: unknown): object {
  return { service: [{ name: at(backend, "service_name"), port: [portOf(at(backend, "service_port"))] }] };
}

function portOf(port: unknown): object {
  return /^\d+$/.test(String(port)) ? { number: port } : { name: port };
}

function ofManifest(manifest: unknown): unknown {
  const spec = at(manifest, "spec");
  return {
    metadata: block(at(manifest, "metadata")),
    spec: block(spec, {
      ingress_class_name: at(spec, "ingressClassName"),
      default_backend: ofBackend(at(spec, "defaultBackend")),
      rule: list(at(spec, "rules")).map((rule) => ({
        host: at(rule, "host"),
        http: block(at(rule, "http"), {
          path: list(at(rule, "http", "paths")).map((path) => ({
            path: at(path, "path"),
            path_type: at(path, "pathType"),
            backend: ofBackend(at(path, "backend")),
          })),
        }),
      })),
      tls: list(at(spec, "tls")).map((tls) => ({ hosts: at(tls, "hosts"), secret_name: at(tls, "secretName") })),
    }),
  };
}

function ofBackend(backend: unknown): unknown {
  const service = at(backend, "service");
  return block(backend, { service: block(service, { name: at(service, "name"), port: block(at(service, "port")) }) });
}

/** A block is a list of one; of what is redacted as a whole, so are the parts. */
function block(value: unknown, parts: unknown = value): unknown {
  if (value instanceof Redacted) return value;
  return value == null ? [] : [parts];
}
