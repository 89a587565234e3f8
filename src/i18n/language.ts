/** The languages of the page. */
export type Language = 'en' | 'zh-CN';

/** The language of the page that suits the reader best.
 * @param preferred the browser's list, most wanted first (`navigator.languages`) */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
