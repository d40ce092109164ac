import { useEffect, useRef } from "react";

/** The heading of a screen; takes the focus when the screen comes, so that a reader hears where it is. */
export function ScreenTitle({ children, focused = true }: { readonly children: string; readonly focused?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused]);
  return (
    <h1 ref={heading} tabIndex={-1} className="screen-title">
      {children}
    </h1>
  );
}
