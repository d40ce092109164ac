/** The product's sign: a keyhole in a shield. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <path className="mark-shield" d="M16 2 27 6v9c0 7.2-4.6 12.3-11 15C9.6 27.3 5 22.2 5 15V6z" />
      <path className="mark-hole" d="M16 9.5a4.2 4.2 0 0 1 2.3 7.7l1.2 5.8h-7l1.2-5.8A4.2 4.2 0 0 1 16 9.5z" />
    </svg>
  );
}
