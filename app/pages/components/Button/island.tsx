import type { IslandProps } from '../../islands/mount';
import { apply } from '../../islands/page';
import { StatusLine, useSending } from '../../islands/send';

type Props = IslandProps<{ label: string; variant: string }>;

/** Presses the button in place: what the browser does by itself, or what the server says. */
export default function Button(props: Props) {
  const { label, variant, context } = props;
  if (!context.steps) return <Sent {...props} />;
  return (
    <button
      className={`of-button of-button--${variant}${context.style ?? ''}`}
      type="button"
      id={context.id}
      onClick={() => apply(context.steps ?? [])}
    >
      {label || null}
    </button>
  );
}

function Sent({ label, variant, context }: Props) {
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
      <button className={`of-button of-button--${variant}`} type="submit">
        {label || null}
      </button>
      <StatusLine {...status} />
    </form>
  );
}
