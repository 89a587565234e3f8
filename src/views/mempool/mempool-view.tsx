export function MempoolView() {
  return null;
}
