/** One of a crew: a worker behind the service it gives. */
export interface CrewMember<Service> {
  readonly service: Service;
  /** Ends the worker at once, whatever it is doing; what it was asked rejects. */
  close(): void;
}

/** Workers that all give the same service. */
export interface WorkerCrew<Service> {
  /** One for each worker, at least one. */
  readonly services: readonly Service[];
  /** Ends the workers at once, whatever they are doing; what they were asked rejects. */
  close(): void;
}

/** Starts a crew; where fewer workers can be had it is smaller.
 * @throws {Error} where not even one worker can be had */
export function startCrew<Service>(count: number, start: () => CrewMember<Service>): WorkerCrew<Service> {
  const members: CrewMember<Service>[] = [];
  for (let i = 0; i < count; i++) {
    try {
      members.push(start());
    } catch (reason) {
      if (members.length === 0) throw reason;
      break; // no more workers to be had
    }
  }
  return {
    services: members.map(({ service }) => service),
    close: () => {
      for (const member of members) member.close();
    },
  };
}

/** A worker that can die: a question to a dead one must not stay open for ever. */
export interface MortalWorker {
  /** The answer, or a rejection once the worker is gone. */
  unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer>;
  /** Ends it; all open questions reject. */
  close(): void;
}

/** Watches over a worker.
 * @param onClose what else ends with it */
export function watchWorker(worker: Worker, onClose?: () => void): MortalWorker {
  let end!: (reason: Error) => void;
  const gone = new Promise<never>((_, reject) => {
    end = reject;
  });
  gone.catch(() => {}); // nobody need be asking when it ends
  worker.addEventListener('error', (event) => end(new Error(event.message || 'the worker could not run')));
  return {
    unlessGone: (answer) => Promise.race([answer, gone]),
    close() {
      worker.terminate();
      onClose?.();
      end(new Error('the worker was ended'));
    },
  };
}
