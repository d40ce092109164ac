// The work of one seat: its own router, so that the next person begins at the beginning and the same one goes on.
import { createMemoryHistory, createRouter, RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SessionView } from "#shared/contract/index.ts";
import { deskOf } from "./desk.ts";
import { TroubleProvider } from "./Frame.tsx";
import { routeTree } from "./routes.tsx";

const makeRouter = (start: string) =>
  createRouter({ routeTree, history: createMemoryHistory({ initialEntries: [start] }), defaultPreload: false });
type Router = ReturnType<typeof makeRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: Router;
  }
}

/** The place of the newest seat; it outlives a lock and nothing else. */
let place: { readonly seat: number; readonly router: Router } | undefined;

function routerOf(seat: number, view: SessionView): Router {
  if (place?.seat !== seat) place = { seat, router: makeRouter(`/${deskOf[view.person.role].screens[0] ?? "about"}`) };
  return place.router;
}

interface WorkProps {
  readonly seat: number;
  readonly view: SessionView;
  readonly trouble: ReactNode;
}

export function Work({ seat, view, trouble }: WorkProps) {
  return (
    <TroubleProvider value={trouble}>
      <RouterProvider router={routerOf(seat, view)} />
    </TroubleProvider>
  );
}
