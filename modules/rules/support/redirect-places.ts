import { CATCH_ALL, type TypedPath } from "../../controller";
import type { PlatformConfig, RedirectInput, Tenant } from "../../model";
import type { DocumentPath } from "../../source";

/** A redirect in a tenant's file, and what it answers. */
export interface RedirectPlace {
  readonly redirect: RedirectInput;
  readonly at: TypedPath;
  readonly path: DocumentPath;
}

/** Every redirect in a tenant's file. */
export function redirectsOf(tenant: Tenant): RedirectPlace[] {
  const places: RedirectPlace[] = [];
  if (tenant.redirect !== undefined) places.push({ redirect: tenant.redirect, at: CATCH_ALL, path: ["redirect"] });
  tenant.routes.forEach((route, index) => {
    if (route.redirect === undefined) return;
    places.push({ redirect: route.redirect, at: route, path: ["routes", index, "redirect"] });
  });
  return places;
}

/** Where `platform.json` says to what place hosts that nobody claims are redirected. */
export const UNKNOWN_HOST_REDIRECT: DocumentPath = ["responses", "unknownHost", "redirect"];

/** The redirect of hosts that no tenant claims, if they get one. */
export function unknownHostRedirect(platform: PlatformConfig | undefined): RedirectInput | undefined {
  const unknownHost = platform?.responses.unknownHost;
  return unknownHost !== undefined && "redirect" in unknownHost ? unknownHost.redirect : undefined;
}
