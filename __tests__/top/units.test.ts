import { describeAge, describeBytes, describeSeconds, describeShare } from "../../modules/top/units";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.00 kB"],
  [99_960, "100 kB"],
  [999_600, "1.00 MB"],
  [12_345_678, "12.3 MB"],
  [5e18, "5000 PB"],
])("%d bytes are %s", (bytes, text) => expect(describeBytes(bytes)).toBe(text));

test.each([
  [0, "0.0 %"],
  [0.0001, "<0.1 %"],
  [0.12345, "12.3 %"],
  [1, "100.0 %"],
])("the share %d is %s", (share, text) => expect(describeShare(share)).toBe(text));

test.each([
  [0, "0 ms"],
  [0.0515, "52 ms"],
  [12.34, "12 s"],
])("%d seconds are %s", (seconds, text) => expect(describeSeconds(seconds)).toBe(text));

test.each([
  [-5000, "0 s"],
  [40_000, "40 s"],
  [420_000, "7 min"],
  [3 * 3_600_000, "3 h"],
  [12 * 86_400_000, "12 days"],
])("%d ms ago is %s", (milliseconds, text) => expect(describeAge(milliseconds)).toBe(text));
