import { scenarioTitles } from '#scenarios/scenario-titles';
import type { LocalText } from '#simulation/scenario/scenario';

/** A scenario on offer in the menu. */
export interface ScenarioChoice {
  readonly id: string;
  readonly title: LocalText;
}

/** The scenarios that ship with the page, in the order in which a class would meet them. */
export const scenarioChoices: readonly ScenarioChoice[] = scenarioTitles;
