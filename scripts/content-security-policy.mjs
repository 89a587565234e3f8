/** What the page may do: run its own scripts and WebAssembly, talk to nobody.
 * A meta tag in the page does not reach workers, hence the header; and it may not say `frame-ancestors`.
 * Inline style attributes are needed by the splitters and the positioning of menus.
 * @param {{ inPage: boolean }} where
 * @returns {string} */
export function contentSecurityPolicy({ inPage }) {
  const rules = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  if (!inPage) rules.push("frame-ancestors 'none'");
  return rules.join('; ');
}
