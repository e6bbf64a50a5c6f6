/**
 * TLS policies of HTTPS listeners (Security policies for your Application Load Balancer). An unknown one makes
 * CreateListener or ModifyListener fail, and with it every reconciliation of the group.
 */
const NAMES = [
  "2016-08",
  "FS-1-1-2019-08",
  "FS-1-2-2019-08",
  "FS-1-2-Res-2019-08",
  "FS-1-2-Res-2020-10",
  "FS-2018-06",
  "TLS-1-0-2015-04",
  "TLS-1-1-2017-01",
  "TLS-1-2-2017-01",
  "TLS-1-2-Ext-2018-06",
  "TLS13-1-0-2021-06",
  "TLS13-1-0-FIPS-2023-04",
  "TLS13-1-1-2021-06",
  "TLS13-1-1-FIPS-2023-04",
  "TLS13-1-2-2021-06",
  "TLS13-1-2-Ext0-FIPS-2023-04",
  "TLS13-1-2-Ext1-2021-06",
  "TLS13-1-2-Ext1-FIPS-2023-04",
  "TLS13-1-2-Ext2-2021-06",
  "TLS13-1-2-Ext2-FIPS-2023-04",
  "TLS13-1-2-FIPS-2023-04",
  "TLS13-1-2-Res-2021-06",
  "TLS13-1-2-Res-FIPS-2023-04",
  "TLS13-1-3-2021-06",
  "TLS13-1-3-FIPS-2023-04",
  "TLS13-1-0-PQ-2025-09",
  "TLS13-1-0-FIPS-PQ-2025-09",
  "TLS13-1-2-PQ-2025-09",
  "TLS13-1-2-Ext1-PQ-2025-09",
  "TLS13-1-2-Ext2-PQ-2025-09",
  "TLS13-1-2-Res-PQ-2025-09",
  "TLS13-1-3-PQ-2025-09",
  "TLS13-1-2-FIPS-PQ-2025-09",
  "TLS13-1-2-Ext0-FIPS-PQ-2025-09",
  "TLS13-1-2-Ext1-FIPS-PQ-2025-09",
  "TLS13-1-2-Ext2-FIPS-PQ-2025-09",
  "TLS13-1-2-Res-FIPS-PQ-2025-09",
  "TLS13-1-3-FIPS-PQ-2025-09",
];
export const SSL_POLICIES: ReadonlySet<string> = new Set(NAMES.map((name) => `ELBSecurityPolicy-${name}`));

/** What a policy's name looks like: AWS adds policies every year, each with its year and month at the end. */
export const SSL_POLICY_SHAPE = /^ELBSecurityPolicy-(?:[A-Za-z0-9]+-)*20\d{2}-(?:0[1-9]|1[0-2])$/;
