import { Modal, type ModalProps } from '@mantine/core';

export default function DialogFrame(props: ModalProps) {
  return <Modal {...props} />;
}
