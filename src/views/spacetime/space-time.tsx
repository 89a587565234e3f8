export function SpaceTime() {
  return null;
}
