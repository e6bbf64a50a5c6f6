import {
  ANNOTATION_PREFIX,
  annotationKey,
  annotationScope,
  type ClassParams,
  paramsAsAnnotations,
  readMap,
} from "../controller";

/** Annotations of the controller by name, without its prefix. */
export type Settings = ReadonlyMap<string, string>;

/** The value of one of the controller's annotations, such as `group.order`. */
export function albAnnotation(annotations: ReadonlyMap<string, string>, name: string): string | undefined {
  return annotations.get(annotationKey(name));
}

/** The controller's annotations that have an effect. */
export function settingsIn(annotations: ReadonlyMap<string, string>): Settings {
  return new Map(
    [...annotations]
      .filter(([key]) => key.startsWith(ANNOTATION_PREFIX))
      .map(([key, value]): [string, string] => [key.slice(ANNOTATION_PREFIX.length), value])
      .filter(([name]) => annotationScope(name) !== undefined),
  );
}

/** Annotations with the controller's prefix that it does not know. */
export function unknownSettings(annotations: ReadonlyMap<string, string>): string[] {
  return [...annotations.keys()].filter(
    (key) => key.startsWith(ANNOTATION_PREFIX) && annotationScope(key.slice(ANNOTATION_PREFIX.length)) === undefined,
  );
}

/** Maps that the controller merges key by key; parameters are stronger. */
const MERGED = ["tags", "load-balancer-attributes"];

/** What holds for an Ingress: its annotations, and what the parameters of its class say instead. */
export function settingsWith(annotations: ReadonlyMap<string, string>, params: ClassParams | undefined): Settings {
  const own = settingsIn(annotations);
  if (params === undefined) return own;
  const merged = new Map(own);
  for (const [name, value] of paramsAsAnnotations(params)) {
    const before = own.get(name);
    const isMerged = before !== undefined && MERGED.includes(name) && readMap(before) !== undefined;
    merged.set(name, isMerged ? `${before},${value}` : value);
  }
  return merged;
}
