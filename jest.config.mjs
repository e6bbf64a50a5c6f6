/** Tests mirror modules/; TypeScript is compiled by swc, types are checked by `npm run typecheck`. */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["<rootDir>/__tests__/browser/"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/cdktf.*out"],
  globalSetup: "<rootDir>/__tests__/support/before-all.ts",
  globalTeardown: "<rootDir>/__tests__/support/after-all.ts",
  // Jest leaves one core to itself by default, of two one half.
  maxWorkers: "100%",
  // No test is about time; one is ended only when it hangs, however busy the machine is.
  testTimeout: 120_000,
};
