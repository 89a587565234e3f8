export function CoinFlow() {
  return null;
}
