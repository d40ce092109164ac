// A long table that draws only the rows in sight (WAI-ARIA grid, one row at a time by arrows): patients, results, log.
import { useVirtualizer, type Range } from "@tanstack/react-virtual";
import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import { useAppearance } from "./appearance.ts";

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** A grid track: "2fr", "120px". */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "end";
}

/** What a search field above the grid can do with it. */
export interface GridHandle {
  focus(): void;
  openActive(): void;
}

interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  /** Undefined while the row is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly onOpen?: (row: Row) => void;
  /** Told which rows are in sight, so that they can be fetched. */
  readonly onSight?: (first: number, last: number) => void;
  readonly isMuted?: (row: Row) => boolean;
  readonly handle?: Ref<GridHandle>;
}

const rowHeights = { comfortable: 40, compact: 28 } as const;

export function Grid<Row>(props: GridProps<Row>) {
  const { label, columns, count, rowAt, onOpen, onSight, isMuted } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const height = rowHeights[useAppearance().density];
  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, count - 1);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    rangeExtractor: (range) => withActive(range, active),
  });
  useEffect(() => rows.measure(), [rows, height]);

  const open = (index: number): void => {
    const row = rowAt(index);
    if (row !== undefined) onOpen?.(row);
  };
  const move = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index));
    setActive(next);
    rows.scrollToIndex(next);
  };
  const hear = (event: KeyboardEvent): void => {
    const step = stepOf(
      event,
      active,
      count,
      Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 2),
    );
    if (step !== undefined) move(step);
    else if (event.key === "Enter" && onOpen !== undefined) open(active);
    else return;
    event.preventDefault();
  };
  useImperativeHandle(props.handle, () => ({
    focus: () => scroller.current?.focus(),
    openActive: () => open(Math.max(0, active)),
  }));

  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onSight?.(first, last), [onSight, first, last]);
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(" ") };
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
      aria-readonly
      tabIndex={0}
      onKeyDown={hear}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="grid-row" style={template}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={column.align === "end" ? "cell cell-end" : "cell"}>
              {column.header}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rowAt(index);
          const muted = row !== undefined && isMuted?.(row) === true;
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === active}
              className={`grid-row grid-line${onOpen === undefined ? "" : " grid-opens"}${muted ? " grid-muted" : ""}`}
              style={{ ...template, height, transform: `translateY(${start}px)` }}
              onMouseDown={() => setActive(index)}
              onClick={() => open(index)}
            >
              {columns.map((column) => (
                <div key={column.id} role="gridcell" className={column.align === "end" ? "cell cell-end" : "cell"}>
                  {row === undefined ? <span className="cell-coming" aria-hidden /> : column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The active row is always drawn, so that the focus never points at nothing. */
function withActive(range: Range, active: number): number[] {
  const from = Math.max(0, range.startIndex - range.overscan);
  const to = Math.min(range.count - 1, range.endIndex + range.overscan);
  const drawn = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  if (active < 0 || drawn.includes(active)) return drawn;
  return active < from ? [active, ...drawn] : [...drawn, active];
}

function stepOf(event: KeyboardEvent, active: number, count: number, page: number): number | undefined {
  switch (event.key) {
    case "ArrowDown":
      return active + 1;
    case "ArrowUp":
      return active - 1;
    case "PageDown":
      return active + page;
    case "PageUp":
      return active - page;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
