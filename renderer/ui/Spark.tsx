/** The course of a value in a table cell, oldest left; the words beside it say the same. */
export function Spark({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const at = (value: number, index: number): string =>
    `${((index / (values.length - 1)) * 92 + 4).toFixed(1)},${(20 - ((value - low) / span) * 16).toFixed(1)}`;
  const points = values.map(at);
  const [x, y] = (points.at(-1) ?? "0,0").split(",");
  return (
    <svg className="spark" width={100} height={24} viewBox="0 0 100 24" role="img" aria-label={label}>
      <polyline points={points.join(" ")} />
      <circle cx={x} cy={y} r={2.5} />
    </svg>
  );
}
