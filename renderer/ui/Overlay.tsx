import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { OverlayArrow, Popover } from "react-aria-components/Popover";
import type { ReactElement, ReactNode } from "react";

interface WindowProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** False for what must be answered. */
  readonly dismissable?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A window over the window; Escape closes it. */
export function DialogWindow({ title, isOpen, onClose, dismissable = true, wide = false, children }: WindowProps) {
  const change = (open: boolean): void => {
    if (!open) onClose();
  };
  return (
    <ModalOverlay
      className="dim"
      isOpen={isOpen}
      onOpenChange={change}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
    >
      <Modal className={wide ? "window window-wide" : "window"}>
        <Dialog className="window-inside">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ExplainProps {
  readonly trigger: ReactElement;
  readonly title: string;
  readonly children: ReactNode;
}

/** A few words beside what opens them. */
export function Explain({ trigger, title, children }: ExplainProps) {
  return (
    <DialogTrigger>
      {trigger}
      <Popover className="popover" placement="bottom start">
        <OverlayArrow className="popover-arrow">
          <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden>
            <path d="M0 0 L6 6 L12 0" />
          </svg>
        </OverlayArrow>
        <Dialog className="explain">
          <Heading slot="title" level={3}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
