import type { Goal } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import { holds } from './holds.ts';

/** Watches a world from now on and says when each goal of its scenario was reached. Looks after every event that could
 * matter, so that even what lasts for a millisecond is seen. */
export class GoalWatcher {
  private readonly world: World;
  private readonly goals: readonly Goal[];
  private readonly times: (number | undefined)[];

  constructor(world: World, goals: readonly Goal[]) {
    this.world = world;
    this.goals = goals;
    this.times = goals.map(() => undefined);
    world.onChange = () => this.look();
    this.look();
  }

  get all(): boolean {
    return this.times.every((time) => time !== undefined);
  }

  /** Microseconds at which each goal was reached, in their order; undefined for those that are not. */
  get reachedAt(): readonly (number | undefined)[] {
    return this.times;
  }

  /** Looks once more: some conditions come true by the clock alone. */
  look(): void {
    this.goals.forEach((goal, i) => {
      if (this.times[i] === undefined && holds(this.world, goal)) this.times[i] = this.world.now;
    });
  }
}
