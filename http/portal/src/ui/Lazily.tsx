import { Suspense, useState, type ReactNode } from 'react';

/**
 * Renders a lazily loaded part from when it is first wanted, and keeps it then, so that it can
 * leave with its animation.
 */
export function Lazily(props: { when: boolean; children: ReactNode }) {
  const [wanted, setWanted] = useState(props.when);
  if (props.when && !wanted) setWanted(true);
  return wanted ? <Suspense fallback={null}>{props.children}</Suspense> : null;
}
