export function BlockTree() {
  return null;
}
