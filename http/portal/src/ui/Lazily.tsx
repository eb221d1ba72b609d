import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';

/**
 * Renders a lazily loaded part from when it is first wanted, and keeps it then, so that it can
 * leave with its animation. Whoever opened it goes on where they were: a part that is there only
 * once it is open does not know where that was.
 */
export function Lazily(props: { when: boolean; children: ReactNode }) {
  const { when } = props;
  const [wanted, setWanted] = useState(when);
  const opener = useRef<Element>(null);
  useEffect(() => {
    if (!when) return;
    opener.current = document.activeElement;
    return () => {
      const back = opener.current;
      // After the part has let go of the keyboard.
      setTimeout(() => {
        const lost = document.activeElement === document.body || document.activeElement?.closest('[role=dialog]');
        if (lost && back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
      }, 20);
    };
  }, [when]);
  if (when && !wanted) setWanted(true);
  return wanted ? <Suspense fallback={null}>{props.children}</Suspense> : null;
}
