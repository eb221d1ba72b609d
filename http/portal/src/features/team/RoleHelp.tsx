import { Button, Collapse, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLabel } from '../../ui/label';
import { Facts } from '../../ui/Facts';
import { teamRoles } from './queries';

/** What each role may do, in words. */
export function RoleHelp() {
  const { t } = useTranslation('team');
  const label = useLabel();
  const [opened, help] = useDisclosure();
  return (
    <>
      <Button
        mt="xs"
        variant="subtle"
        size="compact-sm"
        aria-expanded={opened}
        aria-controls="role-help"
        rightSection={opened ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
        onClick={help.toggle}
      >
        {t('roles.title')}
      </Button>
      <Collapse expanded={opened} id="role-help">
        <Text size="sm" c="dimmed" my="xs">
          {t('roles.lead')}
        </Text>
        <Facts items={teamRoles.map((r) => ({ label: label('user.role', r), value: t(`roles.may.${r}`) }))} />
      </Collapse>
    </>
  );
}
