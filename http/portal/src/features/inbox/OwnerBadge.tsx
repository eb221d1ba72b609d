import { Badge } from '@mantine/core';
import { IconSparkles, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Who answers a conversation. */
export function OwnerBadge({ owner }: { owner: 'ai' | 'human' }) {
  const { t } = useTranslation();
  const Glyph = owner === 'ai' ? IconSparkles : IconUser;
  return (
    <Badge
      size="sm"
      color={owner === 'ai' ? 'ai' : 'brand'}
      leftSection={<Glyph size={11} aria-hidden />}
      title={t(`inbox.ownerHint.${owner}`)}
    >
      {t(`inbox.owner.${owner}`)}
    </Badge>
  );
}
