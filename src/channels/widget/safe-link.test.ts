import { expect, test } from "vitest";
import { bareAddress, safeLink } from "./safe-link.ts";

test.each([
  ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d", "example.com"],
  ["http://127.0.0.1:8787/docs", "http://127.0.0.1:8787/docs", "127.0.0.1:8787"],
  ["HTTPS://Example.com", "https://example.com/", "example.com"],
  ["https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"],
  ["https://аррӏе.com/", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"],
  ["mailto:someone@example.com", "mailto:someone@example.com", "someone@example.com"],
])("%s leads to where it says", (address, href, target) => {
  expect(safeLink(address)).toEqual({ href, target });
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  " javascript:alert(1)",
  "javascript&colon;alert(1)",
  "javascript://example.com/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://example.com/1",
  "about:blank",
  "ftp://example.com/",
  "//example.com/",
  "/v1/runs",
  "?x",
  "#conversation=1",
  "example.com",
  "",
  "https://",
  "https:example.com",
  "https://good.example@evil.example/",
  "https://user:secret@evil.example/",
  "https://good.example\\@evil.example/",
  "https://exa mple.com/",
  "https://example.com/\u202egpj.exe",
  "mailto:a@example.com?bcc=evil@example.com",
  "mailto:",
  `https://example.com/${"x".repeat(2_000)}`,
])("%j is no link", (address) => {
  expect(safeLink(address)).toBeNull();
});

test.each([
  ["https://example.com/a.", "https://example.com/a"],
  ["https://example.com/a_(b)).", "https://example.com/a_(b)"],
  ["https://example.com/x，然后", "https://example.com/x"],
  ["https://example.com/看", "https://example.com/"],
  ["https://example.com/x**", "https://example.com/x"],
  ["see https://example.com", null],
  ["https:// example.com", null],
])("the address that begins %j is %j", (text, address) => {
  expect(bareAddress(text)).toBe(address);
});

test.each([
  ["http://HOST/v1", null],
  ["http://localhost:8787/x", "http://localhost:8787/x"],
  ["http://127.0.0.1:8787", "http://127.0.0.1:8787"],
  ["http://[::1]:8787/", "http://[::1]:8787/"],
])("a host by itself has a dot or is this machine: %s", (text, address) => {
  expect(bareAddress(text)).toBe(address);
});
