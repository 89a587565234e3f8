export const notices = {
  fileOpened: 'Opened {{name}}.',
  fileSaved: 'Saved as {{name}}.',
  secondTimeline:
    'You acted in the past, so a second timeline begins here. The first stays; press V to swap between them.',
  thirdTimeline:
    'Another timeline starts here, beside the one you came from. The third is kept on the Attack page: one click brings it back.',
  notHealed:
    'Here the cables stay cut: a second timeline without the healing. The first stays; press V to swap between them.',
  lookingAtFirst: 'You are looking at the first timeline. The second stays beside it.',
  lookingAtSecond: 'You are looking at the second timeline, the “what if”. The first stays beside it.',
  undone: 'Taken back: {{what}} ({{when}}).',
  undoneOther:
    'Taken back: {{what}} ({{when}}). You are looking at the timeline without it; the other stays, press V to swap.',
  undoneAlready: '{{what}} ({{when}}) is not part of this timeline, so nothing had to be taken back.',
  undoneThere:
    '{{what}} ({{when}}) belongs to the other timeline, so this one stays as it is. Press V to see the other.',
  redoneThere: '{{what}} ({{when}}) is part of this timeline already; the other is without it.',
  redone: 'Done again: {{what}} ({{when}}).',
  redoneOther:
    'Done again: {{what}} ({{when}}). You are looking at the timeline with it; the other stays, press V to swap.',
  redoneAlready: '{{what}} ({{when}}) is part of this timeline already.',
  seedFound: 'Seed {{seed}} does it. Open it to watch.',
  seedNotFound: 'None of {{tried}} seeds did it. That too says how rare it is.',
  verified: 'Verified: a fresh search of every header gave the same trace hash.',
} as const;
