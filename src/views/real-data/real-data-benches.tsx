import { KeysPage } from '../glass/keys/keys-page.tsx';
import { Bench } from '../lab/bench.tsx';
import { useText } from '../use-text.ts';
import { DataPage } from './data-page.tsx';

/** The workbench with real data on it. */
export function DataBench() {
  const t = useText('realData');
  return (
    <Bench title={t('page.data')}>
      <DataPage />
    </Bench>
  );
}

/** The workbench with a key on it. */
export function KeysBench() {
  const t = useText('realData');
  return (
    <Bench title={t('page.keys')}>
      <KeysPage />
    </Bench>
  );
}
