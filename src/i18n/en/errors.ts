export const errors = {
  tooLarge:
    'This is too long to be a run: {{size}} characters, and at most {{limit}} are read. Your work is unchanged.',
  notJson:
    'This is not a run or scenario file: it stops being JSON at line {{line}}, column {{column}}. Your work is unchanged.',
  notARun:
    'This is neither a run nor a scenario of Chainroom: “format” should be “chainroom-run” or “chainroom-scenario”. Your work is unchanged.',
  otherVersion:
    'This was written in format version {{found}}; here version {{expected}} is read. Your work is unchanged.',
  otherEngine:
    'This run belongs to the engine “{{found}}”. Here runs “{{expected}}”, which would give it another history. Your work is unchanged.',
  /** Where in a file: a path, and the line in the text. */
  place: '{{path}} (line {{line}}, column {{column}})',
  wrongValue: 'At {{path}} stands {{received}}; expected: {{expected}}. Your work is unchanged.',
  missing: 'At {{path}} something is missing: {{expected}}. Your work is unchanged.',
  notAllowed: 'At {{path}} stands something that does not belong there. Your work is unchanged.',
  tooMany: 'At {{path}} there are {{received}} entries; {{limit}} are the most. Your work is unchanged.',
  unknownNode: 'At {{path}} stands “{{node}}”, and no peer has that name. Your work is unchanged.',
  unknownBeat:
    'At {{path}} the scenario speaks of the step “{{beat}}”, and no later step has that id. Your work is unchanged.',
  unknownPrologue: 'There is no prologue chain “{{id}}” here; there are {{known}}. Your work is unchanged.',
  leadsNowhere:
    'At {{path}} stands the path “{{to}}”, and the scenario has nothing there. Your work is unchanged.',
  notANumber:
    'At {{path}} stands {{received}}, which is no value for this parameter. Your work is unchanged.',
  notWhole: 'At {{path}} stands {{received}}, and it must be a whole number. Your work is unchanged.',
  outOfRange:
    'At {{path}} stands {{received}}; it must lie between {{min}} and {{max}}. Your work is unchanged.',
  unknownParameter: 'There is no parameter called “{{id}}”. Your work is unchanged.',
  sharesTooLarge:
    'At {{path}}: together the shares make {{share}} %, so that nothing is left for the other miners. Your work is unchanged.',
  noOtherHashRate:
    'At {{path}}: nobody else has hash power, so a share of it means nothing. Your work is unchanged.',
  doesNotFit: 'What is switched on at {{path}} breaks the scenario at {{cause}}. Your work is unchanged.',
  twice: 'At {{path}} the name “{{node}}” stands a second time. Your work is unchanged.',
  outOfOrder:
    'At {{path}} an action comes before the one above it ({{at}} µs after {{before}} µs). Your work is unchanged.',
  ledgerLine: 'The record of searches in this file is damaged: {{detail}}. Your work is unchanged.',
  linkDamaged:
    'This link is damaged, probably cut short: only {{length}} characters arrived. Your work is unchanged.',
  linkCharacter:
    'This link is damaged: character {{position}} after the # cannot stand there. Your work is unchanged.',
  unknownScenario: 'There is no scenario called “{{id}}” here. Your work is unchanged.',
  scenarioChanged:
    'The scenario “{{id}}” is not the same here as where the link was made, so the link would show something else. Your work is unchanged.',
  refused: 'That could not be done: {{detail}}.',
  worker:
    'The simulation stopped working: {{detail}}. What has been computed stays; save the run and reload the page.',
  notVerified: 'A fresh search gave another history. The file’s record of searches does not hold.',
  full: 'The browser has no room left to keep your work. Save it as a file.',
  notKept: 'The browser does not let the page keep your work. Save it as a file before you leave.',
} as const;
