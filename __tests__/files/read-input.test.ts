import { decodeText } from "../../modules/files";

const TEXT = '{ "ü": "😀" }';

test.each([
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${TEXT}`)],
  ["UTF-16, as PowerShell writes it", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
  ["UTF-16 of the other byte order", Buffer.from(`\ufeff${TEXT}`, "utf16le").swap16()],
  ["UTF-16 without a byte order mark", Buffer.from(TEXT, "utf16le")],
  ["UTF-16 of the other byte order without a mark", Buffer.from(TEXT, "utf16le").swap16()],
])("%s is read", (_, bytes) => {
  expect(decodeText(bytes)).toBe(TEXT);
});

test("what is no text is not taken for UTF-16", () => {
  expect(decodeText(Buffer.from("PK\u0003\u0004"))).toBe("PK\u0003\u0004");
  expect(decodeText(Buffer.from([0xff]))).toBe("\ufffd");
  expect(decodeText(Buffer.alloc(0))).toBe("");
});
