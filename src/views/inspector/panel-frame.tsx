import type { ReactNode } from 'react';
import type { InspectorTab } from '#app/studio-state';
import { Tabs } from '../design/tabs.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './inspector.module.css';

/** What every kind of panel draws: its sentence, then the chosen tab. */
export function PanelFrame({
  title,
  explain,
  fields,
  bytes,
}: {
  readonly title: ReactNode;
  readonly explain: () => ReactNode;
  readonly fields: () => ReactNode;
  readonly bytes: () => ReactNode;
}) {
  const t = useText('inspector');
  const verbs = useVerbs();
  const tab = useStudio((state) => state.inspectorTab);
  const tabs = (['explain', 'fields', 'bytes'] as const).map((value) => ({
    value,
    label: t(`tabs.${value}`),
  }));
  return (
    <>
      <h2 className={css.title}>{title}</h2>
      <Tabs<InspectorTab>
        className={css.tabs}
        label={t('tabs.label')}
        value={tab}
        tabs={tabs}
        onChange={verbs.setInspectorTab}
      >
        <div className={css.body}>
          {tab === 'explain' ? explain() : tab === 'fields' ? fields() : bytes()}
        </div>
      </Tabs>
    </>
  );
}
