/** A fleet is a directory with these two in it. */
export const PLATFORM_FILE = "platform.json";
export const TENANTS_DIRECTORY = "tenants";
