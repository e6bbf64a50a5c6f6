import config from "./jest.config.mjs";

/** The report's page in a real browser: `npm run test:browser`, which needs Chromium. */
export default {
  ...config,
  testMatch: ["<rootDir>/__tests__/browser/**/*.test.ts"],
  testPathIgnorePatterns: [],
};
