import { IconBrandWhatsapp, IconForms, IconMessageCircle } from '@tabler/icons-react';
import { useLabel } from './label';

const icons: Record<string, typeof IconForms> = {
  whatsapp: IconBrandWhatsapp,
  'web-form': IconForms,
};

export function ChannelIcon(props: { channel: string; size?: number }) {
  const label = useLabel();
  const Glyph = icons[props.channel] ?? IconMessageCircle;
  return (
    <Glyph
      role="img"
      size={props.size ?? 16}
      stroke={1.8}
      aria-label={label('inbox.channel', props.channel)}
      color="var(--lm-brand-text)"
      style={{ flex: 'none' }}
    />
  );
}
