import {
  IconBrandGoogle,
  IconBrandLinkedin,
  IconBrandWindows,
  IconWorld,
  type Icon,
} from '@tabler/icons-react';

const icons: Record<string, Icon> = {
  google: IconBrandGoogle,
  microsoft: IconBrandWindows,
  linkedin: IconBrandLinkedin,
};

export function ProviderIcon(props: { provider: string }) {
  const Found = icons[props.provider] ?? IconWorld;
  return <Found size={18} stroke={1.8} aria-hidden />;
}
