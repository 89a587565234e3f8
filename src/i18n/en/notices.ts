export const notices = {
  fileOpened: 'Opened {{name}}.',
  fileSaved: 'Saved as {{name}}.',
  secondTimeline:
    'You acted in the past, so a second timeline begins here. The first stays; press V to swap between them.',
  seedFound: 'Seed {{seed}} does it. Open it to watch.',
  seedNotFound: 'None of {{tried}} seeds did it. That too says how rare it is.',
  verified: 'Verified: a fresh search of every header gave the same trace hash.',
} as const;
