import type { IslandProps } from '../../islands/mount';
import { apply } from '../../islands/page';
import { StatusLine, useSending } from '../../islands/send';

type Props = IslandProps<{ label: string; value: boolean }>;

/** Presses the switch in place: what the browser does by itself, or what the server says. */
export default function Toggle(props: Props) {
  const { label, value, context } = props;
  if (!context.steps) return <Sent {...props} />;
  return (
    <button
      className={`of-toggle${context.style ?? ''}`}
      type="button"
      id={context.id}
      role="switch"
      aria-checked={value}
      onClick={() => apply(context.steps ?? [])}
    >
      <span className="of-toggle-track" />
      {label || null}
    </button>
  );
}

function Sent({ label, value, context }: Props) {
  const [status, send] = useSending(context, context.notice ?? '', true);
  return (
    <form
      className={`of-action${context.style ?? ''}`}
      id={context.id}
      method="post"
      action={context.post_url}
      onSubmit={send}
    >
      <input type="hidden" name="version" value={context.version} />
      <button className="of-toggle" type="submit" role="switch" aria-checked={value}>
        <span className="of-toggle-track" />
        {label || null}
      </button>
      <StatusLine {...status} />
    </form>
  );
}
