import { useEffect, useRef, useState } from 'react';
import type { InspectQuery, InspectReply } from '#workers/simulation-api';
import { useStudio, useVerbs } from '../use-studio.ts';

/** The reply that belongs to a query. */
export type ReplyTo<Query extends InspectQuery> = Extract<InspectReply, { readonly type: Query['type'] }>;

/** Least real milliseconds between two questions while the picture moves. */
const shortestWait = 200;

/** Asks the world about one node or message at the playhead: at once, then at most five times a second while the
 * playhead moves, and once more when it rests. The last answer stays until a newer one is there.
 * @returns undefined until the first answer, `'gone'` when there is nothing to tell */
export function useInspect<Query extends InspectQuery>(
  query: Query | undefined,
): ReplyTo<Query> | 'gone' | undefined {
  const verbs = useVerbs();
  const { index, timeline } = useStudio((state) => ({
    index: state.playhead.index,
    timeline: state.activeTimeline,
  }));
  const subject = query === undefined ? '' : JSON.stringify(query);
  const [answer, setAnswer] = useState<{ subject: string; reply: ReplyTo<Query> | 'gone' }>();
  const busy = useRef<{ subject: string; asked: string; lastAt: number }>({
    subject: '',
    asked: '',
    lastAt: 0,
  });
  const [tick, setTick] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tick` asks again after an answer or a pause
  useEffect(() => {
    if (subject === '') return;
    // A message's bytes never change; everything else depends on the moment.
    const wanted = subject.includes('message-bytes') ? subject : `${subject} ${timeline} ${index}`;
    const state = busy.current;
    if (state.asked === wanted) return;
    const wait = state.subject === subject ? state.lastAt + shortestWait - performance.now() : 0;
    if (wait > 0) {
      const timer = setTimeout(() => setTick((n) => n + 1), wait);
      return () => clearTimeout(timer);
    }
    state.subject = subject;
    state.asked = wanted;
    state.lastAt = performance.now();
    const done = (reply: ReplyTo<Query> | 'gone') => {
      if (busy.current.subject === subject) setAnswer({ subject, reply });
      setTick((n) => n + 1);
    };
    verbs.inspect(JSON.parse(subject) as Query).then(
      (reply) => done(reply.type === 'gone' ? 'gone' : (reply as ReplyTo<Query>)),
      () => done('gone'),
    );
  }, [subject, index, timeline, tick, verbs]);
  return answer?.subject === subject ? answer.reply : undefined;
}
