import { Button, Group, Modal, Skeleton, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { useFresh } from '../../api/fresh';
import { asProblem } from '../../api/problem';
import { Choice } from '../../ui/Choice';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Warnings } from './Warnings';
import { partyQuery } from './queries';
import type { Schemas } from '../../api/model';

type Answer = Schemas['BillingPartyAnswer'];

/** Who the business is on its invoices: its name, address and tax numbers. */
export default function BillingParty(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('invoices');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('party.title')}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      <Known onDone={props.onClose} />
    </Modal>
  );
}

/** Lives as long as the dialog is open, so that each opening starts from what is true then. */
function Known({ onDone }: { onDone: () => void }) {
  const party = useQuery(partyQuery);
  const fresh = useFresh(party);
  if (fresh) return <PartyForm answer={fresh} onDone={onDone} />;
  if (party.isError) return <ProblemAlert error={party.error} onRetry={() => void party.refetch()} />;
  return <Skeleton h={280} />;
}

function PartyForm({ answer, onDone }: { answer: Answer; onDone: () => void }) {
  const { t } = useTranslation('invoices');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const known = answer.party;
  const [values, setValues] = useState({
    legalName: known?.legalName ?? '',
    address: known?.address ?? '',
    country: known?.country ?? 'IN',
    state: known?.state ?? '',
    gstin: known?.gstin ?? '',
    pan: known?.pan ?? '',
  });
  const [sez, setSez] = useState(known?.sez ?? false);
  const inIndia = values.country.trim().toUpperCase() === 'IN';

  const save = useMutation({
    mutationFn: () =>
      done(
        api.PUT('/api/v1/billing/party', {
          body: {
            ...values,
            country: values.country.trim().toUpperCase(),
            state: inIndia ? values.state : '',
            sez: inIndia && sez,
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: partyQuery.queryKey });
      onDone();
    },
  });
  const refused = save.error ? asProblem(save.error).fields : {};
  const input = (field: keyof typeof values) => ({
    value: values[field],
    onChange: (e: { currentTarget: { value: string } }) =>
      setValues({ ...values, [field]: e.currentTarget.value }),
    error: refused[field],
  });
  const gstin = (typed: string) => {
    const number = typed.toUpperCase();
    // A GSTIN says which state it is of, and holds the PAN.
    const state = answer.states.find((s) => s.code === number.slice(0, 2))?.code;
    const pan = number.length === 15 ? number.slice(2, 12) : undefined;
    setValues({ ...values, gstin: number, state: state ?? values.state, pan: pan ?? values.pan });
  };
  const submit = (e: FormEvent) => {
    e.preventDefault();
    save.mutate();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Warnings of={answer.warnings} />
        <TextInput label={t('party.legalName')} withAsterisk data-autofocus {...input('legalName')} />
        <TextInput label={t('party.address')} withAsterisk {...input('address')} />
        <TextInput
          label={t('party.country')}
          description={t('party.countryHint')}
          maxLength={2}
          {...input('country')}
        />
        {inIndia && (
          <>
            <TextInput
              label={t('gstin')}
              description={t('party.gstinHint')}
              maxLength={15}
              {...input('gstin')}
              onChange={(e) => gstin(e.currentTarget.value)}
            />
            <Choice
              label={t('party.state')}
              withAsterisk
              data={[
                { value: '', label: t('party.chooseState') },
                ...answer.states.map((s) => ({ value: s.code, label: `${s.name} (${s.code})` })),
              ]}
              {...input('state')}
            />
            <TextInput label={t('party.pan')} maxLength={10} {...input('pan')} />
            <Choice
              label={t('party.sez')}
              description={t('party.sezHint')}
              data={[
                { value: 'no', label: t('party.no') },
                { value: 'yes', label: t('party.yes') },
              ]}
              value={sez ? 'yes' : 'no'}
              onChange={(e) => setSez(e.currentTarget.value === 'yes')}
            />
          </>
        )}
        <ProblemAlert error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {common('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
