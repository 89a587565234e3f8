import { useActions } from './action-state.ts';
import { AddNodeForm } from './forms/add-node-form.tsx';
import { CollideForm } from './forms/collide-form.tsx';
import { ConflictForm } from './forms/conflict-form.tsx';
import { ConnectForm } from './forms/connect-form.tsx';
import { HashRateForm } from './forms/hash-rate-form.tsx';
import { PartitionForm } from './forms/partition-form.tsx';
import { PayForm } from './forms/pay-form.tsx';

/** The form that is open, if any. */
export function ActionForms() {
  const form = useActions((state) => state.form);
  switch (form?.type) {
    case undefined:
      return null;
    case 'pay':
      return <PayForm key={`${form.from} ${form.to}`} from={form.from} to={form.to} />;
    case 'conflict':
      return <ConflictForm key={form.from} from={form.from} />;
    case 'hash-rate':
      return <HashRateForm key={form.node} node={form.node} />;
    case 'collide':
      return <CollideForm key={form.first} first={form.first} />;
    case 'connect':
      return <ConnectForm key={form.a} a={form.a} />;
    case 'partition':
      return <PartitionForm />;
    case 'add-node':
      return <AddNodeForm />;
  }
}
