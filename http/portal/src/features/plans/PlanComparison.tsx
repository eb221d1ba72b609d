import { Badge, Button, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { Facts } from '../../ui/Facts';
import { useMoney } from './money';
import { limitNames, type PlanId, type PlanVersion } from './queries';

interface Props {
  plans: PlanVersion[];
  /** The plan one has; it cannot be chosen again. */
  current?: PlanId;
  /** Without it the plans are only shown. */
  onChoose?: (plan: PlanId) => void;
  /** The plan whose choice is under way. */
  choosing?: PlanId;
}

/** The plans side by side: at sign-up, where one pays, and where something is locked. */
export function PlanComparison(props: Props) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const money = useMoney();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: props.plans.length === 3 ? 3 : 2, xl: Math.min(4, props.plans.length) }} spacing="md">
      {props.plans.map((plan) => {
        const mine = plan.plan === props.current;
        return (
          <Paper key={plan.plan} component="section" withBorder radius="lg" p="md" data-testid="plan">
            <Stack gap="sm" h="100%">
              <div>
                <Text component="h3" fw={650} m={0}>
                  {plan.name} {mine && <Badge variant="light">{t('yours')}</Badge>}
                </Text>
                <Text fz="xl" fw={700}>
                  {money(plan.price)}
                </Text>
                <Text size="xs" c="dimmed">
                  {plan.price.minor === 0 ? t('noCard') : t('perMonth')}
                </Text>
              </div>
              <Facts
                items={limitNames.map((name) => ({
                  label: t(`limit.${name}`),
                  value: format.number(plan.limits[name]),
                }))}
              />
              <Text size="sm" c="dimmed">
                {plan.overage ? t('overage') : t('noOverage')}
              </Text>
              {props.onChoose && (
                <Button
                  mt="auto"
                  variant={mine ? 'default' : 'filled'}
                  disabled={mine}
                  loading={props.choosing === plan.plan}
                  onClick={() => props.onChoose?.(plan.plan)}
                >
                  {mine ? t('yours') : t('choose', { plan: plan.name })}
                </Button>
              )}
            </Stack>
          </Paper>
        );
      })}
    </SimpleGrid>
  );
}
