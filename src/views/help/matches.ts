/** Does a label answer a query: every word of the query begins or lies in it, in any order, whatever the case. */
export function matches(label: string, query: string): boolean {
  const text = label.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
