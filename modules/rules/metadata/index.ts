import { foreignDns } from "./foreign-dns";
import { ingressTooLarge } from "./ingress-too-large";
import { invalidMetadata } from "./invalid-metadata";
import { invalidTag } from "./invalid-tag";
import { reservedMetadata } from "./reserved-metadata";

export const metadataRules = [foreignDns, ingressTooLarge, invalidMetadata, invalidTag, reservedMetadata] as const;
